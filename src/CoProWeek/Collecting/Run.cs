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

    /// <summary>It goes back for what was missed.</summary>
    public bool FillsGap { get; init; }

    /// <summary>A search asks for an id or for instants, never for both. By time it asks for a little more at both ends: clocks differ, and reading twice is harmless.</summary>
    public Search Search(string query, NetworkLimits limits) => SinceId is { } since
        ? new(query) { SinceId = since, Page = PageToken }
        : new(query) { StartAt = FromAt - Overlap, EndAt = Earliest(ToAt + Overlap, StartedAt - limits.SearchLag), Page = PageToken };

    /// <summary>
    /// What is new: what came after the newest post we hold or, where that is older than the network looks back or not known, after the
    /// instant up to which it was collected. Null while there is too little of it to ask for.
    /// </summary>
    public static Run? OfNew(Watch watch, NetworkLimits limits, DateTimeOffset now)
    {
        var from = Latest(watch.CoveredTo ?? watch.FromAt, OldestFor(limits, now), watch.FromAt);
        var to = now - limits.SearchLag;
        if (to - from < Shortest || watch.CoveredTo >= watch.UntilAt - LastMinutes)
            return null;
        var goesOn = watch.CoveredTo is not null && watch.NewestAt > Latest(OldestFor(limits, now), watch.FromAt);
        return new Run { StartedAt = now, FromAt = from, ToAt = to, SinceId = goesOn ? watch.NewestId : null };
    }

    /// <summary>What was missed, as far as the network still serves it.</summary>
    public static Run OfGap(Gap gap, DateTimeOffset now) => new() { StartedAt = now, FromAt = gap.FromAt, ToAt = gap.ToAt, FillsGap = true };

    /// <summary>Nothing earlier is asked for.</summary>
    public static DateTimeOffset OldestFor(NetworkLimits limits, DateTimeOffset now) => now - limits.SearchBack + EdgeMargin;

    private static DateTimeOffset Latest(params ReadOnlySpan<DateTimeOffset> instants)
    {
        var latest = DateTimeOffset.MinValue;
        foreach (var at in instants)
            latest = at > latest ? at : latest;
        return latest;
    }

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>A shorter span is not worth a question.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);

    /// <summary>A watch is at its end when it was collected up to here.</summary>
    private static readonly TimeSpan LastMinutes = TimeSpan.FromMinutes(5);

    /// <summary>A look that begins where the network's memory ends must still be answered when it is gone on with a rate limit's window later.</summary>
    private static readonly TimeSpan EdgeMargin = TimeSpan.FromMinutes(20);
}
