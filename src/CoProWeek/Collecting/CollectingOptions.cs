using System.ComponentModel.DataAnnotations;

namespace CoProWeek.Collecting;

/// <summary>How often it is looked for mentions, and for how long: section "Collecting". All spans are campaign time.</summary>
internal sealed class CollectingOptions
{
    public const string Section = "Collecting";

    /// <summary>Between two looks on the campaign's own days. Defaults to 5 minutes: three in each of X's windows of fifteen, well within its smallest limit.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan Every { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>On the days before and after. Defaults to an hour.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan EveryQuiet { get; set; } = TimeSpan.FromHours(1);

    /// <summary>After a look that failed. Defaults to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A watch goes on for so long after the campaign's last day, for numbers go on rising; then it costs nothing more. Defaults to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan KeepOnFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Between two questions how many posts the network counts. Defaults to a day; it can be asked for seven days back.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "6.00:00:00")]
    public TimeSpan CountEvery { get; set; } = TimeSpan.FromDays(1);
}
