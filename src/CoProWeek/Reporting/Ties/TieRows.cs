namespace CoProWeek.Reporting.Ties;

/// <summary>An account that answers, quotes or names another, or that another does.</summary>
internal sealed record TieNode
{
    /// <summary>From 1; those in the most posts come first.</summary>
    public required long N { get; init; }

    /// <summary>Without "@"; empty where X did not say.</summary>
    public required string Handle { get; init; }

    public required bool IsOurs { get; init; }

    /// <summary>Posts in which it turns to somebody or somebody to it.</summary>
    public required int Posts { get; init; }

    /// <summary>What stands for it. Without names only ours have one.</summary>
    public string Label(bool isFull) => (isFull || IsOurs) && Handle != "" ? $"@{Handle}" : $"Account {N}";
}

/// <summary>Who turns to whom, and in how many posts: each post counts once, as an answer before a quote, and as a quote before a naming.</summary>
internal sealed record TieEdge
{
    public required long Source { get; init; }

    public required long Target { get; init; }

    public required int Posts { get; init; }

    public required int Answers { get; init; }

    public required int Quotes { get; init; }

    public required int Namings { get; init; }
}

/// <summary>A tie with both its ends.</summary>
internal sealed record Tie(TieNode From, TieNode To, TieEdge Edge);
