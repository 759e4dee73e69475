using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Reporting;

/// <summary>A day, or an hour where the span is short: what was posted in it, and how often that was seen since.</summary>
internal sealed record Moment
{
    /// <summary>Its first instant.</summary>
    public required DateTimeOffset At { get; init; }

    public required DateOnly Day { get; init; }

    /// <summary>"Mon 4 Oct", "Mon 4 Oct 09:00".</summary>
    public required string Label { get; init; }

    public int Ours { get; init; }

    public int Others { get; init; }

    /// <summary>0 where nothing was posted; null where something was and no count of it is known.</summary>
    public long? Seen { get; init; } = 0;

    public int SeenKnown { get; init; }

    public int Posts => Ours + Others;

    /// <summary>Those of the span that have begun, empty. The days on which clocks change have 23 and 25 hours.</summary>
    public static IReadOnlyList<Moment> Between(ReportSpan span, Campaign campaign, DateTimeOffset now)
    {
        var clock = new WallClock(campaign.TimeZone);
        var starts = span.IsByHour ? Hours(span) : Days(span, campaign.Zone);
        return [.. starts.TakeWhile(at => at <= now).Select(at => new Moment { At = at, Day = clock.DayOf(at), Label = LabelOf(at, span, clock) })];
    }

    private static IEnumerable<DateTimeOffset> Days(ReportSpan span, TimeZoneInfo zone) =>
        Enumerable.Range(0, span.Days).Select(n => Planner.Resolve(span.From.AddDays(n), TimeOnly.MinValue, zone));

    private static IEnumerable<DateTimeOffset> Hours(ReportSpan span)
    {
        for (var at = span.FromAt; at < span.ToAt; at = at.AddHours(1))
            yield return at;
    }

    private static string LabelOf(DateTimeOffset at, ReportSpan span, WallClock clock)
    {
        var day = WallClock.Day(clock.DayOf(at));
        if (!span.IsByHour)
            return day;
        return $"{day} {(clock.ComesTwice(at) ? clock.Time(at) : clock.Bare(at))}";
    }
}
