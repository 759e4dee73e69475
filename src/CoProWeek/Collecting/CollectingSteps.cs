using CoProWeek.Clock;

namespace CoProWeek.Collecting;

/// <summary>What a step clock needs to know of the watches. They follow: a rehearsal does not go on for their sake.</summary>
internal sealed class CollectingSteps(WatchStore watches) : IStepSource
{
    public bool Leads => false;

    public async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop) => (await watches.DueAsync(now, stop)).Count == 0;

    public Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) => watches.NextAsync(now, stop);
}
