using CoProWeek.Clock;

namespace CoProWeek.Tests.Crash;

/// <summary>A machine's clock that somebody sets.</summary>
internal sealed class TurnedClock : CampaignClock
{
    private long by;

    public TimeSpan By
    {
        get => new(Interlocked.Read(ref by));
        set => Interlocked.Exchange(ref by, value.Ticks);
    }

    protected override DateTimeOffset ReadUtcNow() => System.GetUtcNow() + By;
}
