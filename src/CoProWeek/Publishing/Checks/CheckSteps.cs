using CoProWeek.Clock;

namespace CoProWeek.Publishing.Checks;

/// <summary>What a step clock needs to know of the checks. They follow: a rehearsal does not go on for their sake.</summary>
internal sealed class CheckSteps(CheckStore store) : IStepSource
{
    public bool Leads => false;

    public async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop) => !(await store.NextAsync(now, stop) <= now);

    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) =>
        await store.NextAsync(now, stop) is { } at && at > now ? at : null;
}
