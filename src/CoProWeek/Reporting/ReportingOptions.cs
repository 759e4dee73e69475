namespace CoProWeek.Reporting;

/// <summary>When reports go out by themselves: section <c>Reporting</c> of the configuration.</summary>
internal sealed class ReportingOptions
{
    public const string Section = "Reporting";

    /// <summary>A day's report goes out at this time of the day after, in the campaign's zone: before work begins. Empty: none.</summary>
    public TimeOnly? DailyReport { get; set; } = new(8, 0);

    /// <summary>The week's goes out at this time of the day after its last: after that day's own. Empty: none.</summary>
    public TimeOnly? WeekReport { get; set; } = new(8, 30);
}
