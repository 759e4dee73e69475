using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>What a step clock needs to know of the sheets. They follow: a rehearsal does not go on for their sake.</summary>
internal sealed class SheetSteps(SheetStore store) : IStepSource
{
    public bool Leads => false;

    public async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop) =>
        !(await store.PendingAsync(now, stop)).Any(sheet => sheet.At <= now);

    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) =>
        (await store.PendingAsync(now, stop)).FirstOrDefault(sheet => sheet.At > now)?.At;
}
