namespace CoProWeek.Collecting.Archives;

/// <summary>What became of everything that was read: read = new + already held + rejected.</summary>
internal sealed record ImportTotals
{
    public long Read { get; init; }

    public long New { get; init; }

    /// <summary>Those that the file itself holds twice, too.</summary>
    public long Held { get; init; }

    public long Rejected => Broken + Elsewhere;

    /// <summary>Of the rejected, those that could not be read or kept.</summary>
    public long Broken { get; init; }

    /// <summary>Of the rejected, those that no watch of the campaign looks for.</summary>
    public long Elsewhere { get; init; }

    /// <summary>Of the archive, unpacked: the bytes of its records.</summary>
    public long Bytes { get; init; }

    /// <summary>The first of the broken ones, where they were and what is wrong.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    /// <summary>Files that could not be read to their end, and why.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public TimeSpan Took { get; init; }

    public bool AddUp => Read == New + Held + Rejected;

    public double PerSecond => Took > TimeSpan.Zero ? Read / Took.TotalSeconds : 0;
}
