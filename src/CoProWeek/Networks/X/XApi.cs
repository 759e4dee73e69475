using CoProWeek.Accounts;

namespace CoProWeek.Networks.X;

/// <summary>X's v2 wire: each method one endpoint, each answer as it came. What an answer means is for others to say.</summary>
internal sealed class XApi(XHttp http, XPipelines pipelines, XFieldNames names)
{
    private const int TimelineBytes = 8 * 1024 * 1024;

    private static readonly string[] OwnFields = ["attachments", "created_at", "entities", "note_tweet", "referenced_tweets"];

    private static readonly string[] PublicFields =
    [
        .. OwnFields, "author_id", "conversation_id", "edit_history_tweet_ids", "lang", "public_metrics",
    ];

    /// <summary>Creates one post. One try.</summary>
    public Task<XReply> CreateAsync(Keys keys, OutgoingPart part, CancellationToken stop) =>
        http.CreateAsync(new(HttpMethod.Post, "2/tweets") { Body = XCall.Json(Body(part)), Timeout = XCall.CreateTimeout }, keys, stop);

    /// <summary>Takes one post down. One try.</summary>
    public Task<XReply> DeleteAsync(Keys keys, long id, CancellationToken stop) =>
        http.CreateAsync(new(HttpMethod.Delete, $"2/tweets/{id}") { Timeout = XCall.CreateTimeout }, keys, stop);

    public Task<XReply> MeAsync(Keys keys, CancellationToken stop) => ReadAsync(keys, "2/users/me", [], stop);

    /// <summary>One page of a user's own posts, newest first, with replies and reposts.</summary>
    public Task<XReply> TimelineAsync(Keys keys, long userId, OwnSince since, string? page, CancellationToken stop) =>
        ReadAsync(keys, $"2/users/{userId}/tweets", [
            ("max_results", "100"),
            (names.FieldsParameter, names.List(OwnFields)),
            ("expansions", names.Expansions),
            ("since_id", since.RemoteId?.ToString()),
            ("start_time", since.RemoteId is null ? Instant(since.At) : null),
            ("pagination_token", page)], stop);

    /// <summary>One page of posts of the last seven days that match, newest first.</summary>
    public Task<XReply> SearchAsync(Keys keys, XSearch search, CancellationToken stop) =>
        ReadAsync(keys, "2/tweets/search/recent", [
            .. search.Parameters,
            (names.FieldsParameter, names.List(PublicFields)),
            ("expansions", "author_id," + names.Expansions),
            ("user.fields", "public_metrics,username,name")], stop);

    /// <summary>How many posts of the last seven days match, by minute, hour or day.</summary>
    public Task<XReply> CountsAsync(Keys keys, XSearch search, string granularity, CancellationToken stop) =>
        ReadAsync(keys, "2/tweets/counts/recent", [
            .. search.Parameters.Where(p => p.Name != "max_results"),
            ("granularity", granularity)], stop);

    /// <summary>Up to 100 posts by id; those that are gone come in "errors" beside the others.</summary>
    public Task<XReply> LookupAsync(Keys keys, IReadOnlyCollection<long> ids, CancellationToken stop)
    {
        if (ids.Count is 0 or > 100)
            throw new ArgumentException($"X: looks up 1 to 100 posts at a time, not {ids.Count}.", nameof(ids));
        return ReadAsync(keys, "2/tweets", [
            ("ids", string.Join(',', ids)),
            (names.FieldsParameter, names.List(PublicFields)),
            ("expansions", "author_id," + names.Expansions),
            ("user.fields", "public_metrics,username,name")], stop);
    }

    /// <summary>As X writes instants; it refuses fractions of a second.</summary>
    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");

    private async Task<XReply> ReadAsync(Keys keys, string path, (string Name, string? Value)[] query, CancellationToken stop)
    {
        var call = new XCall(HttpMethod.Get, path) { Query = query, AnswerBytes = TimelineBytes };
        return await pipelines.Repeatable.ExecuteAsync(async token => await http.ReadAsync(call, keys, token), stop);
    }

    /// <summary>These names are the same in both families (openapi 2.167).</summary>
    private static Dictionary<string, object> Body(OutgoingPart part)
    {
        var body = new Dictionary<string, object> { ["text"] = part.Text };
        if (part.MediaIds.Count > 0)
            body["media"] = new Dictionary<string, object> { ["media_ids"] = part.MediaIds.Select(id => id.ToString()) };
        if (part.ReplyTo is { } parent)
            body["reply"] = new Dictionary<string, object> { ["in_reply_to_tweet_id"] = parent.ToString() };
        return body;
    }
}

/// <summary>What to look for. X refuses an id together with an instant at the same end.</summary>
internal sealed record XSearch(string Query)
{
    public long? SinceId { get; init; }

    public long? UntilId { get; init; }

    public DateTimeOffset? StartAt { get; init; }

    public DateTimeOffset? EndAt { get; init; }

    public string? Page { get; init; }

    public int MaxResults { get; init; } = 100;

    internal IEnumerable<(string Name, string? Value)> Parameters =>
    [
        ("query", Query),
        ("max_results", MaxResults.ToString()),
        ("since_id", SinceId?.ToString()),
        ("until_id", UntilId?.ToString()),
        ("start_time", StartAt is { } start ? XApi.Instant(start) : null),
        ("end_time", EndAt is { } end ? XApi.Instant(end) : null),
        ("next_token", Page),
    ];
}
