namespace CoProWeek.Clock;

/// <summary>
/// The campaign's time: what the publisher, the scheduler and the practice network go by. The machine's
/// own clock, unless a <see cref="StepClock"/> stands in for it. It is injected by this type and never
/// registered as the container's <see cref="TimeProvider"/>: time-outs and HTTP run on real time.
/// </summary>
internal class CampaignClock : TimeProvider
{
    /// <summary>The instant, in UTC, cut to the microseconds that Postgres keeps.</summary>
    public sealed override DateTimeOffset GetUtcNow()
    {
        var now = ReadUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    protected virtual DateTimeOffset ReadUtcNow() => System.GetUtcNow();
}
