using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>A step clock waits until what has happened is told, so that an alert bears the time of its cause.</summary>
internal sealed class TroubleSteps(TroubleStore store) : IStepSource
{
    public bool Leads => false;

    public async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop) => !await store.AnyAsync(now, stop);

    public Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) => Task.FromResult<DateTimeOffset?>(null);
}
