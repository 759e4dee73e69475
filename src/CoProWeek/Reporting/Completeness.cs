using CoProWeek.Clock;
using CoProWeek.Collecting;

namespace CoProWeek.Reporting;

/// <summary>How much of what was to be found is held, and what became of it since.</summary>
internal sealed record Completeness
{
    public required IReadOnlyList<WatchCompleteness> Watches { get; init; }

    /// <summary>Posts of the span with a hashtag of the campaign that are gone from X; they are counted nowhere.</summary>
    public required int Removed { get; init; }

    /// <summary>When names and words were wiped, for the campaign is long over; null while they are kept.</summary>
    public DateTimeOffset? ForgottenAt { get; init; }

    /// <summary>In sentences, those of one hashtag together where there are several; of the gaps so many as there is room for.</summary>
    public IReadOnlyList<string> InWords(WallClock clock, ReportSpan span, int mostGaps = int.MaxValue)
    {
        IEnumerable<string> said = Watches switch
        {
            [] => ["Nothing has been collected: no worker has looked for it yet."],
            [var only] => only.InWords(clock, span, mostGaps),
            _ => Watches.Select(watch => $"#{watch.Subject}: {string.Join(' ', watch.InWords(clock, span, mostGaps))}"),
        };
        return [.. said, .. Since(clock)];
    }

    /// <summary>What became of it.</summary>
    public IEnumerable<string> Since(WallClock clock)
    {
        if (ForgottenAt is { } at)
            yield return $"The names and words of other people’s posts were wiped on {clock.Whole(at)}; the numbers are as they were.";
        yield return $"{(Removed == 0 ? "None" : $"{Removed:N0}")} removed since, as far as is known.";
    }
}

/// <summary>One hashtag's.</summary>
internal sealed record WatchCompleteness
{
    /// <summary>Of a reason, where there is little room; the annex has it whole.</summary>
    private const int ReasonLength = 140;

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

    /// <summary>Of those, what X no longer serves, with the reason.</summary>
    public IReadOnlyList<KnownGap> Lost { get; init; } = [];

    public IEnumerable<string> InWords(WallClock clock, ReportSpan span, int mostGaps)
    {
        yield return Counted?.InWords ?? "X has not been asked how many there are.";
        if (Gaps.Count > 0)
            yield return $"Nothing was collected {string.Join(", ", Gaps.Take(mostGaps).Select(gap => gap.InWords(clock, span)))}{(Gaps.Count > mostGaps ? $" and in {Numbers.Count(Gaps.Count - mostGaps, "more gap")}, listed below" : "")}.";
        foreach (var why in Lost.GroupBy(gap => gap.Why).Take(mostGaps))
            yield return $"Lost, for X’s search goes back seven days: {string.Join(", ", why.Take(mostGaps).Select(gap => gap.AsGap.InWords(clock, span)))}{(why.Count() > mostGaps ? " and more" : "")}. {(mostGaps < int.MaxValue ? Words.First(why.Key, ReasonLength) : why.Key)}";
        if (FromAt > span.FromAt)
            yield return $"Nothing was looked for before {clock.DayAndTime(FromAt)}.";
        yield return CoveredTo is { } to ? $"Collected up to {clock.DayAndTime(to)}." : "Nothing has been collected yet.";
    }
}

/// <summary>Of what X counted, as far as it was asked.</summary>
internal sealed record Counted
{
    public required int Posts { get; init; }

    /// <summary>Of those, hour by hour; also what was removed since.</summary>
    public required int Held { get; init; }

    public string InWords => Posts == 0 ? "X counted none." : $"We hold {Held:N0} of the {Numbers.Count(Posts, "post")} X counted.";
}
