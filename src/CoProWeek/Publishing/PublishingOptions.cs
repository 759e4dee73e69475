using System.ComponentModel.DataAnnotations;

namespace CoProWeek.Publishing;

/// <summary>How posts go out: section <c>Publishing</c> of the configuration. All spans are campaign time.</summary>
internal sealed class PublishingOptions
{
    /// <summary>An attempt has ended by then, one way or another: as long as a create is waited for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after the deadline a network may still show what it accepted late.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:30:00")]
    public TimeSpan SettleMargin { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Between the two reads of our timeline that together prove a post absent.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:30:00")]
    public TimeSpan ReadSpacing { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After a read that failed: not sooner than this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ReadRetry { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>A post this late is overdue, and waits its turn behind <see cref="OverdueSpacing"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan OverdueAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Between two posts of one account after a standstill, so that a morning's posts are never a burst.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "02:00:00")]
    public TimeSpan OverdueSpacing { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>Pictures go up this long before their post.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan UploadAhead { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>An upload that expires this soon is made anew.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan UploadMargin { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Alarms are set for posts due within this span; each waiting alarm costs a row in Quartz's tables.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan ArmAhead { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often the sweep looks for what no alarm woke.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:09")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(2);
}
