namespace CoProWeek.Tests.Crash.Run;

/// <summary>
/// Goes round the places in an order of chance, again and again, and kills at each. Between two kills so many sends come to their end
/// first: on a slow machine, too, a run is about sends, and not about programs that are killed while they start.
/// </summary>
internal sealed class Storm(Strikes strikes, IReadOnlyList<CrashWorker> workers, CrashDesk desk, int sendsBetween, Tally tally, Dice dice)
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestLull = TimeSpan.FromSeconds(30);

    public async Task RageAsync(CancellationToken stop)
    {
        while (true)
        {
            foreach (var place in dice.Shuffled(KillPlaces.OfTheStorm))
            {
                if (!await Pause.ForAsync(dice.Seconds(0.05, 0.6), stop) || !await IsAnyReadyAsync(stop))
                    return;
                if (await strikes.StrikeAsync(place, stop))
                {
                    tally.Killed(place);
                    await LullAsync(stop);
                }
            }
        }
    }

    private async Task LullAsync(CancellationToken stop)
    {
        if (sendsBetween == 0)
            return;
        var enough = (await desk.StandingAsync()).Settled + sendsBetween;
        await Pause.UntilAsync(async () => !await Pause.ForAsync(LookEvery, stop) || (await desk.StandingAsync()).Settled >= enough, LongestLull, stop);
    }

    private Task<bool> IsAnyReadyAsync(CancellationToken stop) =>
        Pause.UntilAsync(() => Task.FromResult(workers.Any(worker => worker.IsReady)), LongestStart, stop);
}
