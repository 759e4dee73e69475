using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>How long it takes at default settings, in seconds from the kill to "sent" with its link, the start of the next worker included.</summary>
/// <param name="Found">The network had accepted it.</param>
/// <param name="SentAgain">It had not: absence is proved by two reads first.</param>
internal sealed record DefaultSettle(double Found, double SentAgain)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    /// <summary>Null when it was stopped before it was done.</summary>
    public static async Task<DefaultSettle?> MeasureAsync(CancellationToken stop)
    {
        try
        {
            await using var scene = await CrashScene.SetAsync(atDefaults: true);
            return new(
                await KillAsync(scene, "Accepted, and not answered", scene.Gate.HoldAnswers(), stop),
                await KillAsync(scene, "Never seen by anybody else", scene.Gate.HoldRequests(), stop));
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // A Ctrl-C at the terminal has ended its workers too.
            return null;
        }
    }

    private static async Task<double> KillAsync(CrashScene scene, string text, Hold hold, CancellationToken stop)
    {
        var post = await scene.QueueAsync(text);
        using (var worker = scene.StartWorker())
        {
            await hold.Reached.WaitAsync(stop);
            await worker.KillAsync();
        }
        var killed = TimeProvider.System.GetTimestamp();
        scene.Gate.Open(breaking: true);
        using var next = scene.StartWorker();
        await Eventually.TrueAsync(async () => stop.IsCancellationRequested || await scene.StateAsync(post) == "sent", () => $"It was never sent. The worker said:\n{next.Said}", Patience);
        stop.ThrowIfCancellationRequested();
        var took = TimeProvider.System.GetElapsedTime(killed).TotalSeconds;
        Assert.Equal(0, await next.StopAsync());
        Assert.Single(await scene.ArrivedAsync(), arrived => arrived == text);
        return took;
    }
}
