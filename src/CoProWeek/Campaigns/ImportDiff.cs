using CoProWeek.Campaigns.Files;

namespace CoProWeek.Campaigns;

/// <summary>What came of reading the files: all that is wrong with them, or what they would change.</summary>
/// <param name="Problems">All of them; with any, nothing is imported.</param>
/// <param name="Diff">What would change, where nothing is wrong.</param>
/// <param name="Missing">The pictures that the plan names and that are neither beside it nor kept already.</param>
internal sealed record PreparedImport(IReadOnlyList<PlanProblem> Problems, ImportDiff? Diff, IReadOnlyList<string> Missing);

/// <summary>What an import would change, row by row. Nothing is written yet.</summary>
internal sealed record ImportDiff
{
    /// <summary>As it would stand afterwards.</summary>
    public required Campaign Campaign { get; init; }

    /// <summary>As it stands; null when it is new.</summary>
    public Campaign? Before { get; init; }

    public IReadOnlyList<FieldChange> CampaignChanges { get; init; } = [];

    /// <summary>In the file's order, then those that are not in it.</summary>
    public IReadOnlyList<DiffRow> Rows { get; init; } = [];

    public IReadOnlyList<PlanWarning> Warnings { get; init; } = [];

    /// <summary>The files' pictures by hash; those that are kept already are not read again.</summary>
    public IReadOnlyDictionary<string, PictureFile> Pictures { get; init; } = new Dictionary<string, PictureFile>();

    public bool IsEmpty => Before is not null && CampaignChanges.Count == 0 && Rows.All(row => row.State is not (RowState.New or RowState.Changed));

    /// <summary>Posts that would say something else, or at another time: their approval goes, and their waiting deliveries with it. Not those of which only the notes change.</summary>
    public IReadOnlyList<long> ChangedPostIds => [.. Rows.Where(row => row is { State: RowState.Changed, SaysOtherwise: true }).Select(row => row.Before!.Id)];

    /// <summary>How many dated posts would be drafts afterwards.</summary>
    public int Drafts => Rows.Count(row => row.Content.SlotOn is not null && (row.Before is null or { IsApproved: false } || row.SaysOtherwise) && row.LockedBecause is null);
}

internal enum RowState
{
    New,
    Changed,
    Same,

    /// <summary>It would change, and may not: it is out, or may be.</summary>
    Locked,

    /// <summary>Left alone.</summary>
    NotInFile,
}

/// <summary>One post of the plan, before and after.</summary>
internal sealed record DiffRow
{
    public required RowState State { get; init; }

    /// <summary>As it would stand afterwards.</summary>
    public required PostContent Content { get; init; }

    public DateTimeOffset? SlotAt { get; init; }

    public DateTimeOffset? LatestAt { get; init; }

    public Post? Before { get; init; }

    public IReadOnlyList<FieldChange> Changes { get; init; } = [];

    /// <summary>Something else would be said, to somebody else or at another time: an approval does not cover it.</summary>
    public bool SaysOtherwise { get; init; }

    public string? LockedBecause { get; init; }

    /// <summary>Its latest is over: it will not be sent.</summary>
    public bool HasPassed { get; init; }
}

/// <summary>A column or setting, and its value before and after.</summary>
internal sealed record FieldChange(string Field, string Before, string After);
