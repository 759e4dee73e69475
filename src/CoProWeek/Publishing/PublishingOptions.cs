using System.ComponentModel.DataAnnotations;
using CoProWeek.Campaigns;

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

    /// <summary>
    /// By kind: until when a post may still go out where neither it nor its slot says, as a time of its day or a span after its
    /// slot. Empty: a person must say. A change counts for what is planned or edited from then on.
    /// </summary>
    public Dictionary<string, string> Latest { get; } = new(KindRules.All.Select(rule => KeyValuePair.Create(rule.Kind, rule.Latest ?? "")), StringComparer.OrdinalIgnoreCase);

    /// <summary>Alarms are set for posts due within this span; each waiting alarm costs a row in Quartz's tables.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan ArmAhead { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often the sweep looks for what no alarm woke.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:09")]
    public TimeSpan SweepEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A post is looked over this long before its slot, while its trouble can still be mended; 0 for not at all.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan CheckFirst { get; set; } = TimeSpan.FromHours(1);

    /// <summary>And once more this long before; 0 for not at all.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "12:00:00")]
    public TimeSpan CheckLast { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Whether the links of posts are asked at all; without it no blog waits for its page.</summary>
    public bool AskLinks { get; set; } = true;

    /// <summary>Whether links into this machine or a private network are asked: for a rehearsal, never where others write posts.</summary>
    public bool AskPrivateLinks { get; set; }

    /// <summary>Real time: how long a link has for its answer.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan LinkPatience { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether a blog goes out only once its page is there.</summary>
    public bool BlogsWait { get; set; } = true;

    /// <summary>How often a page is asked that a blog waits for.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan AskPageEvery { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// While a campaign runs its accounts' own timelines are read this often, for what was posted by hand and what vanished; 0 for not
    /// at all. X takes $0.001 for a post of our own, once a day each: some cents a week.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan TimelineEvery { get; set; } = TimeSpan.FromHours(1);
}
