namespace CoProWeek.Tests.Crash.Run;

/// <summary>How long a crash run is, and what it repeats from its seed.</summary>
internal sealed record CrashPlan(int Sends, int Seed)
{
    public int Accounts { get; init; } = 40;

    public int Workers { get; init; } = 3;

    /// <summary>Sends that fall due in a second; and however few there are, they are spread over so many seconds.</summary>
    public double PerSecond { get; init; } = 20;

    public double AtLeastSeconds { get; init; } = 30;

    /// <summary>That end between two kills, unless nothing moves.</summary>
    public int SendsBetweenKills { get; init; } = 20;

    /// <summary>How often the migration is killed before it is let through.</summary>
    public int MigrationKills { get; init; } = 3;

    /// <summary>Whether the settle time at default settings is measured beside the run, which takes over two minutes.</summary>
    public bool AtDefaults { get; init; } = true;

    public CrashSpans Spans { get; init; } = new();

    /// <summary>Between the first send and the last.</summary>
    public TimeSpan Lasts => TimeSpan.FromSeconds(Math.Max(Sends / PerSecond, AtLeastSeconds));

    /// <summary>For <c>./test</c>: as many places as there is time for, in well under a minute.</summary>
    public static CrashPlan Short(int seed) => new(80, seed)
    {
        Workers = 2,
        AtLeastSeconds = 8,
        MigrationKills = 1,
        SendsBetweenKills = 0,
        AtDefaults = false,
        Spans = new() { Deadline = 3, SettleMargin = 4, ReadSpacing = 0.5, Late = 1.2, Lag = 1 },
    };
}

/// <summary>Publishing's spans in seconds, shortened; and how late the network may be within them: beyond the settle margin no client can be right.</summary>
internal sealed record CrashSpans
{
    public double Deadline { get; init; } = 5;

    public double SettleMargin { get; init; } = 9;

    public double ReadSpacing { get; init; } = 1;

    /// <summary>A create is accepted so long after its caller has gone, at the most.</summary>
    public double Late { get; init; } = 3;

    /// <summary>A post shows so late on its timeline, at the most.</summary>
    public int Lag { get; init; } = 2;
}
