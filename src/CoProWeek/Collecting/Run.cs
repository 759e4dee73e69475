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

    /// <summary>A search asks for an id or for an instant, never for both. By time it begins a little earlier: clocks differ, and reading twice is harmless.</summary>
    public Search Search(string query) => new(query) { SinceId = SinceId, StartAt = SinceId is null ? FromAt - Overlap : null, Page = PageToken };

    /// <summary>
    /// What is to be covered next: what came after the newest post we hold or, where something before it is missing, or that is older than
    /// the network looks back, what came since then. Null while there is too little of it to ask for.
    /// </summary>
    /// <param name="watch">As it stands now.</param>
    /// <param name="missingFrom">Where the first gap begins that the network may still fill.</param>
    /// <param name="limits">Of the network.</param>
    /// <param name="now">Campaign time.</param>
    public static Run? Plan(Watch watch, DateTimeOffset? missingFrom, NetworkLimits limits, DateTimeOffset now)
    {
        var from = Latest(missingFrom ?? watch.CoveredTo ?? watch.FromAt, OldestFor(limits, now), watch.FromAt);
        var to = now - limits.SearchLag;
        if (to - from < Shortest)
            return null;
        var goesOn = missingFrom is null && watch.CoveredTo is not null && watch.NewestAt > Latest(OldestFor(limits, now), watch.FromAt);
        return new Run { StartedAt = now, FromAt = from, ToAt = to, SinceId = goesOn ? watch.NewestId : null };
    }

    /// <summary>Nothing earlier is asked for.</summary>
    public static DateTimeOffset OldestFor(NetworkLimits limits, DateTimeOffset now) => now - limits.SearchBack + EdgeMargin;

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset> instants)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var at in instants)
            latest = at > latest ? at : latest;
        return latest;
    }

    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>A shorter span is not worth a question.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>A look that begins where the network's memory ends must still be answered when it is gone on with a rate limit's window later.</summary>
    private static readonly TimeSpan EdgeMargin = TimeSpan.FromMinutes(20);
}
