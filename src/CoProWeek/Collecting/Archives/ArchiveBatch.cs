using System.Buffers;
using System.Text;
using CoProWeek.Networks;

namespace CoProWeek.Collecting.Archives;

/// <summary>
/// Some hundreds of posts that are written together; what is told of one twice is brought together here. Their JSON, which is most of
/// them, lies in memory that is lent and given back: a million long strings would be nobody's for a while before they are cleared away.
/// </summary>
internal sealed class ArchiveBatch : IDisposable
{
    /// <summary>More of them are written no faster.</summary>
    private const int MostPosts = 1_750;

    /// <summary>In bytes of their JSON, so that big posts need no more memory than small ones.</summary>
    private const int MostJson = 6_000_000;

    private const int Chunk = 1 << 20;

    private readonly Dictionary<long, ArchiveEntry> byFirstId = [];
    private readonly Dictionary<long, ArchiveEntry> byId = [];
    private readonly List<ArchiveEntry> entries = [];
    private readonly List<byte[]> chunks = [];
    private int used;
    private int posts;
    private int json;

    /// <summary>In the order in which the archive first tells of them.</summary>
    public IReadOnlyList<ArchiveEntry> Entries => entries;

    public bool IsFull => posts >= MostPosts || json >= MostJson;

    public bool IsEmpty => posts == 0;

    public void Add(ArchivedSighting told, ArchiveSource source, long number)
    {
        var seen = told with { Post = told.Post with { Raw = "" }, Json = Kept(told.Post.Raw) };
        posts++;
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

    public void Dispose()
    {
        foreach (var chunk in chunks)
            ArrayPool<byte>.Shared.Return(chunk);
        chunks.Clear();
    }

    private ReadOnlyMemory<byte> Kept(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (chunks.Count == 0 || chunks[^1].Length - used < length)
        {
            chunks.Add(ArrayPool<byte>.Shared.Rent(Math.Max(Chunk, length)));
            used = 0;
        }
        var kept = chunks[^1].AsMemory(used, length);
        Encoding.UTF8.GetBytes(text, kept.Span);
        (used, json) = (used + length, json + length);
        return kept;
    }
}

/// <summary>A post as an archive tells of it once.</summary>
/// <param name="Post">As it was then.</param>
/// <param name="At">When it was read there.</param>
/// <param name="IsStated">The archive says so itself.</param>
/// <param name="Watches">Those that look for it.</param>
internal sealed record ArchivedSighting(FoundPost Post, DateTimeOffset At, bool IsStated, IReadOnlyList<long> Watches)
{
    /// <summary>The post's raw JSON, while its batch is not written.</summary>
    public ReadOnlyMemory<byte> Json { get; init; }
}

/// <summary>One post of a batch, and every time that the archive tells of it.</summary>
internal sealed class ArchiveEntry(ArchivedSighting first, ArchiveSource source, long number)
{
    private readonly List<ArchivedSighting> sightings = [first];

    /// <summary>Its newest version, known from its first sighting on.</summary>
    public FoundPost Post { get; private set; } = first.Post;

    /// <summary>Of that version.</summary>
    public ReadOnlyMemory<byte> Json { get; private set; } = first.Json;

    /// <summary>With its JSON inside, for those few that are not copied.</summary>
    public FoundPost Whole => Post with { Raw = Encoding.UTF8.GetString(Json.Span) };

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
        if (seen.Post.Id <= Post.Id)
            return;
        Json = seen.Json;
        Post = seen.Post with { FirstId = Post.FirstId, Author = Post.Author, PostedAt = Post.PostedAt, ConversationId = Post.ConversationId };
    }
}
