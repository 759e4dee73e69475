using System.Text.Json;

namespace CoProWeek.Networks.X;

/// <summary>Turns X's answers about public posts into what was found. A field that is missing or odd costs itself, never its post.</summary>
internal static class XFinding
{
    public static FoundPage Page(XReply.Answer answer, string query)
    {
        var meta = answer.Json.Field("meta");
        var count = meta?.Number("result_count") ?? throw Incomplete(query, "the answer does not say how many posts it holds");
        var rows = answer.Json.Rows("data").ToList();
        if (rows.Count < count)
            throw Incomplete(query, $"it says {count} posts and holds {rows.Count}");
        var posts = Posts(answer.Json, rows);
        return new FoundPage(posts, meta?.Number("newest_id"), meta?.Text("next_token"), rows.Count - posts.Count);
    }

    public static LookedUp Looked(XReply.Answer answer) =>
        new(Posts(answer.Json, [.. answer.Json.Rows("data")]), [.. answer.Json.Rows("errors").Select(Missing).OfType<MissingPost>()]);

    public static IReadOnlyList<HourCount> Counts(XReply.Answer answer, string query) =>
    [
        .. answer.Json.Rows("data").Select(row =>
            row.Instant("start") is { } start && row.Number("tweet_count") is { } count
                ? new HourCount(start, (int)Math.Min(count, int.MaxValue))
                : throw Incomplete(query, "an hour in it has no begin or no count")),
    ];

    private static List<FoundPost> Posts(JsonElement answer, IReadOnlyList<JsonElement> rows)
    {
        var includes = XIncludes.Of(answer);
        return [.. rows.Select(row => XFoundPost.Read(row, includes.Users, includes.Media)).OfType<FoundPost>()];
    }

    /// <summary>The host in "type" differs with the age of an answer: only its last segment is meant.</summary>
    private static MissingPost? Missing(JsonElement error)
    {
        if ((error.Number("resource_id") ?? error.Number("value")) is not { } id || error.Text("resource_type") is "user" or "media")
            return null;
        return error.Text("type")?.Split('/')[^1] switch
        {
            "resource-not-found" => new MissingPost(id, "deleted"),
            "not-authorized-for-resource" => new MissingPost(id, "protected, suspended or withheld"),
            _ => null,
        };
    }

    private static NetworkReadException Incomplete(string query, string cause) =>
        new($"X: the posts with {query} were not read whole: {cause}. They are read again by themselves.");
}
