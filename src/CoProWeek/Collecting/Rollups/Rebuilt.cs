namespace CoProWeek.Collecting.Rollups;

/// <summary>Rollups that were made anew.</summary>
internal sealed record Rebuilt
{
    /// <summary>That they add up.</summary>
    public required int Posts { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>Tables in which something else was kept. Always none, but for a fault of ours or of the disk.</summary>
    public required IReadOnlyList<string> Differed { get; init; }

    /// <summary>Posts a second.</summary>
    public double Rate => Posts / Math.Max(Took.TotalSeconds, 0.001);
}
