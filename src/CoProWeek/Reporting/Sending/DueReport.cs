namespace CoProWeek.Reporting.Sending;

/// <summary>A report that goes out by itself.</summary>
internal sealed record DueReport
{
    public const string Day = "day";

    public const string Week = "week";

    /// <summary>One report of each.</summary>
    public required string Cause { get; init; }

    public required long CampaignId { get; init; }

    /// <summary>"day" or "week".</summary>
    public required string Kind { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public required DateOnly To { get; init; }

    /// <summary>When it is to be made and sent, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>A worker that was off makes up for it until then; afterwards it would be old news.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>A week whose reports go out by themselves, as the timetable needs it.</summary>
internal sealed record ListedWeek
{
    public required long CampaignId { get; init; }

    public required DateOnly WeekFrom { get; init; }

    public required DateOnly WeekTo { get; init; }

    /// <summary>An IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Since when somebody is on its list; null while nobody is.</summary>
    public DateTimeOffset? SinceAt { get; init; }
}
