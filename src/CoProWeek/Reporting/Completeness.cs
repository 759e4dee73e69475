using CoProWeek.Clock;

namespace CoProWeek.Reporting;

/// <summary>How much of what was to be found is held, and what became of it since.</summary>
internal sealed record Completeness
{
    public required IReadOnlyList<WatchCompleteness> Watches { get; init; }

    /// <summary>Posts of the span with a hashtag of the campaign that are gone from X; they are counted nowhere.</summary>
    public required int Removed { get; init; }

    /// <summary>In sentences, those of one hashtag together where there are several; of the gaps so many as there is room for.</summary>
    public IReadOnlyList<string> InWords(WallClock clock, ReportSpan span, int mostGaps = int.MaxValue)
    {
        IEnumerable<string> said = Watches switch
        {
            [] => ["Nothing has been collected: no worker has looked for it yet."],
            [var only] => only.InWords(clock, span, mostGaps),
            _ => Watches.Select(watch => $"#{watch.Subject}: {string.Join(' ', watch.InWords(clock, span, mostGaps))}"),
        };
        return [.. said, $"{(Removed == 0 ? "None" : $"{Removed:N0}")} removed since, as far as is known."];
    }
}

/// <summary>One hashtag's.</summary>
internal sealed record WatchCompleteness
{
    public required long Id { get; init; }

    public required string Subject { get; init; }

    /// <summary>Nothing earlier was looked for.</summary>
    public required DateTimeOffset FromAt { get; init; }

    public required DateTimeOffset UntilAt { get; init; }

    /// <summary>The end of the last run that was whole.</summary>
    public DateTimeOffset? CoveredTo { get; init; }

    /// <summary>Null: X was never asked.</summary>
    public Counted? Counted { get; init; }

    public IReadOnlyList<Gap> Gaps { get; init; } = [];

    public IEnumerable<string> InWords(WallClock clock, ReportSpan span, int mostGaps)
    {
        yield return Counted?.InWords ?? "X has not been asked how many there are.";
        if (Gaps.Count > 0)
            yield return $"Nothing was collected {string.Join(", ", Gaps.Take(mostGaps).Select(gap => gap.InWords(clock, span)))}{(Gaps.Count > mostGaps ? $" and in {Numbers.Count(Gaps.Count - mostGaps, "more gap")}, listed below" : "")}.";
        if (FromAt > span.FromAt)
            yield return $"Nothing was looked for before {clock.DayAndTime(FromAt)}.";
        yield return CoveredTo is { } to ? $"Collected up to {clock.DayAndTime(to)}." : "Nothing has been collected yet.";
    }
}

/// <summary>What is held beside what X counted, over the hours of the span that X was asked for.</summary>
internal sealed record Counted
{
    public required int Posts { get; init; }

    /// <summary>Also what was removed since, and reposts: X counts those too.</summary>
    public required int Held { get; init; }

    public required int Hours { get; init; }

    public string InWords => Held <= Posts
        ? $"We hold {Held:N0} of the {Numbers.Count(Posts, "post")} X counted{Over}."
        : $"We hold {Numbers.Count(Held, "post")} where X counted {Posts:N0}{Over}.";

    private string Over => $" in {Numbers.Count(Hours, "hour")}, reposts among them";
}

/// <summary>A stretch of time that no whole run covered.</summary>
internal sealed record Gap
{
    public required DateTimeOffset FromAt { get; init; }

    public required DateTimeOffset ToAt { get; init; }

    /// <summary>"Tue 02:10-04:00"; with its date where the span holds several Tuesdays, with its zone where clocks change.</summary>
    public string InWords(WallClock clock, ReportSpan span)
    {
        var isSameDay = clock.DayOf(FromAt) == clock.DayOf(ToAt);
        var end = isSameDay ? Time(ToAt, clock) : $" {Day(ToAt, clock, span)} {Time(ToAt, clock)}";
        return $"{Day(FromAt, clock, span)} {Time(FromAt, clock)}{(isSameDay ? "-" : " -")}{end}";
    }

    private static string Day(DateTimeOffset at, WallClock clock, ReportSpan span) =>
        span.Days > 7 ? WallClock.Day(clock.DayOf(at)) : $"{clock.DayOf(at):ddd}";

    private string Time(DateTimeOffset at, WallClock clock)
    {
        if (clock.ZoneOf(FromAt) != clock.ZoneOf(ToAt) || clock.ComesTwice(at))
            return clock.Time(at);
        return ToAt - FromAt < TimeSpan.FromMinutes(1) ? clock.WithSeconds(at) : clock.Bare(at);
    }
}
