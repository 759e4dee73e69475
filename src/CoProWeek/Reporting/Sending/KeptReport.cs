namespace CoProWeek.Reporting.Sending;

/// <summary>A report that stands as it was made; its two files are read apart.</summary>
internal sealed record KeptReport
{
    public required long Id { get; init; }

    public required long CampaignId { get; init; }

    /// <summary>"day" and "week" went out by themselves; "by hand" a person asked for.</summary>
    public required string Kind { get; init; }

    /// <summary>Of one that went out by itself; see <see cref="DueReport.Cause"/>.</summary>
    public string? Cause { get; init; }

    /// <summary>When that was to be, campaign time.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public required DateOnly FromDay { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public required DateOnly ToDay { get; init; }

    /// <summary>Campaign time.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>A person's name, or "coproweek".</summary>
    public required string MadeBy { get; init; }

    /// <summary>Whom it was mailed to; nobody: it was only kept.</summary>
    public required string[] Recipients { get; init; }

    /// <summary>Why its numbers were not read anew before, for the team; empty when they were, or nobody asked for it.</summary>
    public required string Note { get; init; }

    /// <summary>Its first line.</summary>
    public required string Sentence { get; init; }

    /// <summary>Without an ending.</summary>
    public required string FileName { get; init; }

    /// <summary>The one style of its HTML, as a content security policy names it.</summary>
    public required string Style { get; init; }

    /// <summary>SHA-256, in hexadecimal.</summary>
    public required string HtmlHash { get; init; }

    public required string JsonHash { get; init; }

    /// <summary>"15 November 2027", "15 to 19 November 2027".</summary>
    public string Days => Words.Days(FromDay, ToDay, "to");
}

/// <summary>Why a report is kept, and who is to have it.</summary>
internal sealed record Errand
{
    /// <summary>A person's name, or "coproweek".</summary>
    public required string Actor { get; init; }

    /// <summary>What goes out by itself; null: a person asks for it.</summary>
    public DueReport? Due { get; init; }

    public string[] To { get; init; } = [];

    public string Note { get; init; } = "";
}
