using CoProWeek.Campaigns;

namespace CoProWeek.Reporting.Sending;

/// <summary>Which reports a week has, and when each goes out: wall times of its own zone, on the days when clocks change as well.</summary>
internal static class ReportTimes
{
    private static readonly TimeSpan DayLasts = TimeSpan.FromDays(1);
    private static readonly TimeSpan WeekLasts = TimeSpan.FromDays(7);

    /// <summary>In the order in which they go out.</summary>
    public static IReadOnlyList<DueReport> Of(ListedWeek week, ReportingOptions times) =>
        [.. Days(week, times.DailyReport).Concat(Whole(week, times.WeekReport)).OrderBy(report => report.At)];

    private static IEnumerable<DueReport> Days(ListedWeek week, TimeOnly? time)
    {
        if (time is not { } at)
            yield break;
        for (var day = week.WeekFrom; day <= week.WeekTo; day = day.AddDays(1))
            yield return One(week, DueReport.Day, day, day, at, DayLasts);
    }

    private static IEnumerable<DueReport> Whole(ListedWeek week, TimeOnly? time) =>
        time is { } at ? [One(week, DueReport.Week, week.WeekFrom, week.WeekTo, at, WeekLasts)] : [];

    private static DueReport One(ListedWeek week, string kind, DateOnly from, DateOnly to, TimeOnly time, TimeSpan lasts)
    {
        var at = Planner.Resolve(to.AddDays(1), time, TimeZoneInfo.FindSystemTimeZoneById(week.TimeZone));
        return new DueReport
        {
            Cause = FormattableString.Invariant($"report-{kind} {week.CampaignId} {to:yyyy-MM-dd}"),
            CampaignId = week.CampaignId,
            Kind = kind,
            From = from,
            To = to,
            At = at,
            Until = at + lasts,
        };
    }
}
