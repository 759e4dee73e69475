using CoProWeek.Networks;

namespace CoProWeek.Collecting;

/// <summary>One look through a span of time, page by page. It covers its span once it is whole.</summary>
internal sealed record Run
{
    public long Id { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public required DateTimeOffset ToAt { get; init; }
    public long? SinceId { get; init; }
    public string? PageToken { get; init; }
    public int Pages { get; init; }
    public int Posts { get; init; }
    public int NewPosts { get; init; }
    public bool IsWhole { get; init; }

    /// <summary>A search asks for an id or for an instant, never for both.</summary>
    public Search Search(string query) => new(query) { SinceId = SinceId, StartAt = SinceId is null ? FromAt : null, Page = PageToken };

    /// <summary>
    /// What is to be covered next: what came after the newest post we hold or, where that is older than the network looks back,
    /// since the end of what is covered. Null while there is too little of it to ask for.
    /// </summary>
    public static Run? Plan(Watch watch, NetworkLimits limits, DateTimeOffset now)
    {
        var oldest = now - limits.SearchBack + EdgeMargin;
        var covered = watch.CoveredTo ?? watch.FromAt;
        var from = covered > oldest ? covered : oldest;
        var to = now - limits.SearchLag;
        if (to - from < Shortest)
            return null;
        var sinceId = watch.CoveredTo is not null && watch.NewestAt > oldest ? watch.NewestId : null;
        return new Run { StartedAt = now, FromAt = from, ToAt = to, SinceId = sinceId };
    }

    /// <summary>A shorter span is not worth a question.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>A look that begins where the network's memory ends must still be answered when it is gone on with a rate limit's window later.</summary>
    private static readonly TimeSpan EdgeMargin = TimeSpan.FromMinutes(20);
}
