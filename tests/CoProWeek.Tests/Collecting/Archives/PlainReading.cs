using System.Text.Json;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>
/// An archive read once more, slowly and simply, by nothing of the program's: what each line says, gathered by post and by author,
/// and the figures of a report counted one after the other.
/// </summary>
internal sealed class PlainReading
{
    private readonly Dictionary<long, SortedDictionary<DateTimeOffset, int>> followers = [];

    public PlainReading(string file, DateTimeOffset from, DateTimeOffset to)
    {
        var lines = File.ReadAllLines(file).Select(line => new PlainLine(JsonDocument.Parse(line).RootElement)).ToList();
        foreach (var line in lines)
        {
            if (!followers.TryGetValue(line.Author, out var known))
                followers[line.Author] = known = [];
            known[line.ReadAt] = line.Followers;
        }
        Posts = [.. lines.GroupBy(line => line.FirstId)
            .Select(same => same.MaxBy(line => line.ReadAt)!)
            .Where(post => !post.IsRepost && post.Tags.Any(IsOurs) && post.PostedAt >= from && post.PostedAt < to)
            .OrderBy(post => post.FirstId)];
    }

    /// <summary>Those of the report, each with its newest numbers.</summary>
    public IReadOnlyList<PlainLine> Posts { get; }

    public IEnumerable<PlainLine> Ours => Posts.Where(post => post.IsOurs);

    public IEnumerable<PlainLine> Others => Posts.Where(post => !post.IsOurs);

    public static bool IsOurs(string tag) => tag.Equals("coproweekscot", StringComparison.OrdinalIgnoreCase);

    public int FollowersNow(long author) => followers[author].Last().Value;

    /// <summary>Observed nearest to when it was posted; of two as near, the earlier.</summary>
    public int FollowersThen(PlainLine post) => followers[post.Author].MinBy(known => (known.Key - post.PostedAt).Duration()).Value;
}

/// <summary>What one line says.</summary>
internal sealed class PlainLine(JsonElement line)
{
    private readonly JsonElement numbers = line.GetProperty("public_metrics");

    public long Id { get; } = long.Parse(line.GetProperty("id").GetString()!);

    public long FirstId { get; } = line.GetProperty("edit_history_tweet_ids").EnumerateArray().Min(id => long.Parse(id.GetString()!));

    public long Author { get; } = long.Parse(line.GetProperty("author_id").GetString()!);

    public string Handle { get; } = line.GetProperty("author").GetProperty("username").GetString()!;

    public int Followers { get; } = line.GetProperty("author").GetProperty("public_metrics").GetProperty("followers_count").GetInt32();

    public DateTimeOffset ReadAt { get; } = line.GetProperty("__twarc").GetProperty("retrieved_at").GetDateTimeOffset();

    /// <summary>An edited post was posted when its first version was, which that one's id holds.</summary>
    public DateTimeOffset PostedAt => FirstId == Id ? line.GetProperty("created_at").GetDateTimeOffset() : DateTimeOffset.UnixEpoch.AddMilliseconds((FirstId >> 22) + 1_288_834_974_657);

    public bool IsOurs => Handle == "ScotCoPro";

    public bool IsRepost => Kind == "retweeted";

    /// <summary>As X says it; nothing for a post of its own.</summary>
    public string Kind => line.TryGetProperty("referenced_tweets", out var references) ? references[0].GetProperty("type").GetString()! : "";

    public IEnumerable<string> Tags => Marks("hashtags", "tag").DistinctBy(tag => tag.ToLowerInvariant());

    /// <summary>Where its links lead, but for its own pictures.</summary>
    public IEnumerable<string> Links => Marks("urls", "expanded_url").Where(link => !link.Contains("/photo/", StringComparison.Ordinal)).Distinct();

    public long Views => numbers.GetProperty("impression_count").GetInt64();

    public long Responses => Responded.Sum(Count);

    public static readonly string[] Responded = ["like_count", "reply_count", "retweet_count", "quote_count", "bookmark_count"];

    public long Count(string counter) => numbers.GetProperty(counter).GetInt64();

    private IEnumerable<string> Marks(string kind, string name)
    {
        var entities = new[] { line, line.TryGetProperty("note_tweet", out var note) ? note : default };
        return from part in entities
               where part.ValueKind == JsonValueKind.Object && part.TryGetProperty("entities", out _)
               let marks = part.GetProperty("entities")
               where marks.TryGetProperty(kind, out _)
               from mark in marks.GetProperty(kind).EnumerateArray()
               select mark.GetProperty(name).GetString()!;
    }
}
