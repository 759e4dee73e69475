namespace CoProWeek.Tests.Crash.Run;

/// <summary>Goes round the places in an order of chance, again and again, and kills at each.</summary>
internal sealed class Storm(Strikes strikes, IReadOnlyList<CrashWorker> workers, Tally tally, Dice dice)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(20);

    public async Task RageAsync(CancellationToken stop)
    {
        while (true)
        {
            foreach (var place in dice.Shuffled(KillPlaces.OfTheStorm))
            {
                if (!await Pause.ForAsync(dice.Seconds(0.05, 0.6), stop) || !await IsAnyReadyAsync(stop))
                    return;
                if (await strikes.StrikeAsync(place, stop))
                    tally.Killed(place);
            }
        }
    }

    private Task<bool> IsAnyReadyAsync(CancellationToken stop) =>
        Pause.UntilAsync(() => Task.FromResult(workers.Any(worker => worker.IsReady)), LongestStart, stop);
}
