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

    /// <summary>For answers to a question of ours. Defaults to 15 minutes: a week asks a dozen questions, and all of X's limit together is small.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan EveryConversation { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Answers to a question are looked for so long after it went out. Defaults to seven days: no search goes back further.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "30.00:00:00")]
    public TimeSpan AnswersFor { get; set; } = TimeSpan.FromDays(7);

    /// <summary>After a look that failed. Defaults to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>A watch goes on for so long after the campaign's last day, for numbers go on rising; then it costs nothing more. Defaults to 30 days.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan KeepOnFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Between two questions how many posts the network counts. Defaults to a day; it can be asked for seven days back.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "6.00:00:00")]
    public TimeSpan CountEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// What is held may be less than the network counts by this share before it is looked for again: the two differ a little by nature.
    /// Defaults to 0.02; one post in an hour, or two in all, are never too few.
    /// </summary>
    [Range(0.0, 0.5)]
    public double CountTolerance { get; set; } = 0.02;

    /// <summary>
    /// So many posts are looked for each day beside those whose numbers are due, the longest unseen first, to hide what was removed.
    /// Defaults to 100: one call, at X's price half a dollar. 0: what is removed is seen when its numbers are due, and before a report.
    /// </summary>
    [Range(0, 100_000)]
    public int SweepPosts { get; set; } = 100;

    /// <summary>So many months after a campaign's last day the names and words of other people's posts are wiped; numbers stay. Defaults to 24. 0: never.</summary>
    [Range(0, 1200)]
    public int ForgetAfterMonths { get; set; } = 24;
}
