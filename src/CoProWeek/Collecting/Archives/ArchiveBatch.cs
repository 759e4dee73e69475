using CoProWeek.Networks;

namespace CoProWeek.Collecting.Archives;

/// <summary>Some hundreds of posts that are written together; what is told of one twice is brought together here.</summary>
internal sealed class ArchiveBatch
{
    /// <summary>More of them are written no faster.</summary>
    private const int MostPosts = 1_750;

    /// <summary>In characters of raw JSON, so that big posts need no more memory than small ones.</summary>
    private const int MostText = 8_000_000;

    private readonly Dictionary<long, ArchiveEntry> byFirstId = [];
    private readonly Dictionary<long, ArchiveEntry> byId = [];
    private readonly List<ArchiveEntry> entries = [];
    private int posts;
    private int text;

    /// <summary>In the order in which the archive first tells of them.</summary>
    public IReadOnlyList<ArchiveEntry> Entries => entries;

    public bool IsFull => posts >= MostPosts || text >= MostText;

    public bool IsEmpty => posts == 0;

    public void Add(ArchivedSighting seen, ArchiveSource source, long number)
    {
        posts++;
        text += seen.Post.Raw.Length;
        // One whose history was not told is known by any of its ids.
        if (byFirstId.TryGetValue(seen.Post.FirstId, out var known) || byId.TryGetValue(seen.Post.Id, out known))
        {
            known.Add(seen);
            byId[known.Post.Id] = known;
            return;
        }
        var entry = new ArchiveEntry(seen, source, number);
        entries.Add(entry);
        byFirstId[seen.Post.FirstId] = byId[seen.Post.Id] = entry;
    }
}

/// <summary>A post as an archive tells of it once.</summary>
/// <param name="Post">As it was then.</param>
/// <param name="At">When it was read there.</param>
/// <param name="IsStated">The archive says so itself.</param>
/// <param name="Watches">Those that look for it.</param>
internal sealed record ArchivedSighting(FoundPost Post, DateTimeOffset At, bool IsStated, IReadOnlyList<long> Watches);

/// <summary>One post of a batch, and every time that the archive tells of it.</summary>
internal sealed class ArchiveEntry(ArchivedSighting first, ArchiveSource source, long number)
{
    private readonly List<ArchivedSighting> sightings = [first];

    /// <summary>Its newest version, known from its first sighting on.</summary>
    public FoundPost Post { get; private set; } = first.Post;

    public IReadOnlyList<ArchivedSighting> Sightings => sightings;

    public ArchiveSource Source => source;

    public long Number => number;

    public DateTimeOffset FoundAt => first.At;

    public DateTimeOffset LookedAt => sightings.Max(seen => seen.At);

    /// <summary>Told twice at one instant, the first counts.</summary>
    public IEnumerable<ArchivedSighting> Instants => sightings.Count == 1 ? sightings : sightings.DistinctBy(seen => seen.At);

    /// <summary>Each watch, and when it was first seen to look for it.</summary>
    public IEnumerable<(long Watch, DateTimeOffset At)> Watches =>
        sightings.SelectMany(seen => seen.Watches.Select(watch => (Watch: watch, seen.At))).DistinctBy(found => found.Watch);

    public void Add(ArchivedSighting seen)
    {
        sightings.Add(seen);
        if (seen.Post.Id > Post.Id)
            Post = seen.Post with { FirstId = Post.FirstId, Author = Post.Author, PostedAt = Post.PostedAt, ConversationId = Post.ConversationId };
    }
}
