namespace CoProWeek.Reporting.Team;

/// <summary>What the team says of a campaign in its report: the same on every report of it, whatever the days.</summary>
internal sealed record TeamWords
{
    /// <summary>Letters in a box: five of them and the figures are one side of A4.</summary>
    public const int MostLetters = 300;

    /// <summary>Letters in the summary of a question's answers.</summary>
    public const int MostInSummary = 600;

    public const int MostPicks = 3;

    public const int MostMembers = 2_000;

    /// <summary>What this is the latest of; 0 while nothing was ever written.</summary>
    public int Version { get; init; }

    public string Expected { get; init; } = "";

    /// <summary>Beside what was planned, sent and missed, which is counted.</summary>
    public string Did { get; init; } = "";

    public string Difference { get; init; } = "";

    public string Challenges { get; init; } = "";

    public string Learning { get; init; } = "";

    /// <summary>Handles of our members, folded, each once.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>Rows of the posts that were picked, the first first.</summary>
    public IReadOnlyList<long> Picks { get; init; } = [];

    /// <summary>By the plan's row of the question.</summary>
    public IReadOnlyDictionary<long, string> Summaries { get; init; } = new Dictionary<long, string>();

    public string? EditedBy { get; init; }

    /// <summary>UTC.</summary>
    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Each box under its heading, in the order in which they are printed.</summary>
    public IReadOnlyList<WordBox> Boxes =>
    [
        new("expected", "What we expected", Expected), new("did", "What we did", Did), new("difference", "The difference it made", Difference),
        new("challenges", "Challenges", Challenges), new("learning", "What we learned", Learning),
    ];

    /// <summary>What differs, by the names that people see; of another version, or of nothing.</summary>
    public IReadOnlyList<string> ChangesTo(TeamWords other) =>
    [
        .. Boxes.Zip(other.Boxes).Where(pair => pair.First.Text != pair.Second.Text).Select(pair => pair.First.Heading),
        .. Members.SequenceEqual(other.Members) ? Array.Empty<string>() : ["members"],
        .. Picks.SequenceEqual(other.Picks) ? Array.Empty<string>() : ["picked posts"],
        .. Summaries.Count == other.Summaries.Count && !Summaries.Except(other.Summaries).Any() ? Array.Empty<string>() : ["summaries of answers"],
    ];
}

/// <summary>One of the five.</summary>
/// <param name="Key">As the form and machines name it.</param>
/// <param name="Heading">As people read it.</param>
/// <param name="Text">On one line; empty while nothing is written.</param>
internal sealed record WordBox(string Key, string Heading, string Text);
