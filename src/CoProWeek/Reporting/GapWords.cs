using CoProWeek.Clock;
using CoProWeek.Collecting;

namespace CoProWeek.Reporting;

/// <summary>A gap as people read it.</summary>
internal static class GapWords
{
    /// <summary>"Tue 02:10-04:00"; with its date where the span holds several Tuesdays, with its zone where clocks change.</summary>
    public static string InWords(this Gap gap, WallClock clock, ReportSpan span)
    {
        var isSameDay = clock.DayOf(gap.FromAt) == clock.DayOf(gap.ToAt);
        var end = isSameDay ? gap.Time(gap.ToAt, clock) : $" {Day(gap.ToAt, clock, span)} {gap.Time(gap.ToAt, clock)}";
        return $"{Day(gap.FromAt, clock, span)} {gap.Time(gap.FromAt, clock)}{(isSameDay ? "-" : " -")}{end}";
    }

    private static string Day(DateTimeOffset at, WallClock clock, ReportSpan span) =>
        span.Days > 7 ? WallClock.Day(clock.DayOf(at)) : $"{clock.DayOf(at):ddd}";

    private static string Time(this Gap gap, DateTimeOffset at, WallClock clock)
    {
        if (clock.ZoneOf(gap.FromAt) != clock.ZoneOf(gap.ToAt) || clock.ComesTwice(at))
            return clock.Time(at);
        return gap.ToAt - gap.FromAt < TimeSpan.FromMinutes(1) ? clock.WithSeconds(at) : clock.Bare(at);
    }
}
