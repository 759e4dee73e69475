namespace CoProWeek.Clock;

/// <summary>
/// A clock for the demo, rehearsals and tests: it runs at real speed from the instant it was last set to, and
/// can be set forward. Setting it fires at once every timer that has come due, so that a scheduler on it wakes.
/// </summary>
internal sealed class StepClock(DateTimeOffset startAt) : CampaignClock
{
    private readonly Lock gate = new();
    private readonly HashSet<StepTimer> timers = [];
    private DateTimeOffset steppedTo = startAt.ToUniversalTime();
    private long steppedAt = System.GetTimestamp();

    /// <summary>Goes forward to an instant; one that has passed changes nothing, for time never runs back.</summary>
    public void StepTo(DateTimeOffset instant)
    {
        StepTimer[] waiting;
        lock (gate)
        {
            if (instant <= Now())
                return;
            steppedTo = instant.ToUniversalTime();
            steppedAt = System.GetTimestamp();
            waiting = [.. timers];
        }
        foreach (var timer in waiting)
            timer.Rearm();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, callback, state);
        lock (gate)
            timers.Add(timer);
        timer.Change(dueTime, period);
        return timer;
    }

    protected override DateTimeOffset ReadUtcNow()
    {
        lock (gate)
            return Now();
    }

    private DateTimeOffset Now() => steppedTo + System.GetElapsedTime(steppedAt);

    /// <summary>A real timer that is set anew whenever the clock is.</summary>
    private sealed class StepTimer : ITimer
    {
        private readonly Lock gate = new();
        private readonly StepClock clock;
        private readonly TimerCallback callback;
        private readonly object? state;
        private readonly ITimer real;
        private DateTimeOffset? dueAt;
        private TimeSpan period;

        public StepTimer(StepClock clock, TimerCallback callback, object? state)
        {
            (this.clock, this.callback, this.state) = (clock, callback, state);
            real = System.CreateTimer(_ => Ring(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (gate)
            {
                this.period = period;
                dueAt = dueTime == Timeout.InfiniteTimeSpan ? null : clock.ReadUtcNow() + dueTime;
                return real.Change(dueAt is { } due ? Until(due) : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        public void Rearm()
        {
            lock (gate)
            {
                if (dueAt is { } due)
                    real.Change(Until(due), Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (clock.gate)
                clock.timers.Remove(this);
            real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Ring()
        {
            lock (gate)
            {
                if (dueAt is not { } due)
                    return;
                if (Until(due) is { Ticks: > 0 } left)
                {
                    real.Change(left, Timeout.InfiniteTimeSpan);
                    return;
                }
                dueAt = period > TimeSpan.Zero ? clock.ReadUtcNow() + period : null;
                if (dueAt is not null)
                    real.Change(period, Timeout.InfiniteTimeSpan);
            }
            callback(state);
        }

        /// <summary>
        /// Real timers count whole milliseconds: rounded up, so that none rings early. They take no more than
        /// 49 days: a day at a time, for one that rings too soon is set again.
        /// </summary>
        private TimeSpan Until(DateTimeOffset due) =>
            TimeSpan.FromMilliseconds(Math.Clamp(Math.Ceiling((due - clock.ReadUtcNow()).TotalMilliseconds), 0, 86_400_000));
    }
}
