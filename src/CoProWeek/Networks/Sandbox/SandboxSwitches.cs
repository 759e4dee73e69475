namespace CoProWeek.Networks.Sandbox;

/// <summary>How the practice network behaves where the real one differs by plan, by age or by mood.</summary>
internal sealed record SandboxSwitches
{
    /// <summary>
    /// The settle margin is 60 s after a client gave up (DESIGN, section 4): beyond it no client can be right. Lag and
    /// lateness together stay under it, with some seconds for the way here.
    /// </summary>
    public const int LatestS = 55;

    private const int LongestLagS = 60;

    /// <summary>Refuses a reply to somebody who did not mention us or quote us.</summary>
    public bool StrictReplies { get; init; }

    /// <summary>Answers in the field names of August 2026 ("repost_count") instead of the older ones.</summary>
    public bool NewFieldNames { get; init; }

    /// <summary>A post shows on the timeline and in search this much later (campaign time).</summary>
    public int TimelineLagS { get; init; }

    /// <summary>Every create is accepted this many seconds after its client gave up (campaign time); null accepts at once.</summary>
    public int? LateAcceptanceS { get; init; }

    /// <summary>Whether text that stands already is refused. Off, a doubled post shows as two.</summary>
    public bool RefuseDuplicates { get; init; } = true;

    /// <summary>How often an upload's status says "in progress" before it is done.</summary>
    public int MediaProcessingChecks { get; init; }

    /// <summary>What is wrong with these settings, or null. Faults may be late on their own account.</summary>
    public string? Fault(int latestFaultS = 0) => this switch
    {
        { TimelineLagS: < 0 or > LongestLagS } => $"timeline_lag_s is 0 to {LongestLagS}.",
        { LateAcceptanceS: < 0 } => "late_acceptance_s is 0 or more, or null for at once.",
        { MediaProcessingChecks: < 0 } => "media_processing_checks is 0 or more.",
        _ when Math.Max(LateAcceptanceS ?? 0, latestFaultS) is > 0 and var late && TimelineLagS + late > LatestS =>
            $"the timeline's lag and late acceptance are at most {LatestS} s together: beyond the settle margin no client can be right.",
        _ => null,
    };
}

/// <summary>The switches as they stand now.</summary>
internal sealed class SwitchBoard(SandboxSwitches atStart)
{
    private volatile SandboxSwitches now = atStart;

    public SandboxSwitches Now
    {
        get => now;
        set => now = value;
    }
}
