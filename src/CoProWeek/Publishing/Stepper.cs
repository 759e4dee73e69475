using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>
/// Lives a rehearsed week: as soon as the present minute is settled it goes straight to the next instant at which
/// anything is due, at most <paramref name="speed"/> campaign minutes in each real second. A stretch in which nothing
/// happens counts as twelve hours at the most: nobody watches a weekend.
/// </summary>
internal sealed class Stepper(StepStore store, StepClock clock, double speed)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(10);

    /// <summary>Ends when nothing is left that happens by itself.</summary>
    public async Task LiveAsync(CancellationToken stop)
    {
        // Both questions are asked of one instant: what falls due between two would be seen by neither.
        for (var now = await SettledAsync(stop); await store.NextAsync(now, stop) is { } next; now = await SettledAsync(stop))
        {
            await Task.Delay(Pace(next - now), TimeProvider.System, stop);
            await store.KeepAsync(new StepMark { At = next }, stop);
            clock.StepTo(next);
        }
        await store.KeepAsync(new StepMark { At = clock.GetUtcNow(), Finished = true }, stop);
    }

    private async Task<DateTimeOffset> SettledAsync(CancellationToken stop)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            if (await store.IsSettledAsync(now, stop))
                return now;
            await Task.Delay(LookEvery, TimeProvider.System, stop);
        }
    }

    private TimeSpan Pace(TimeSpan gap) => (gap < LongestWait ? gap : LongestWait) / (speed * 60);
}
