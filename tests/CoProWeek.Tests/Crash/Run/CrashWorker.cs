using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>A worker that is started again whenever it has ended, as systemd does it.</summary>
internal sealed class CrashWorker(string name, IReadOnlyDictionary<string, string?> settings, Gate gate, Tally tally, int seed) : IDisposable
{
    private const int LastLines = 12;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly Dice dice = new(seed);
    private volatile AppProcess? process;
    private AppProcess? before;
    private bool killed;
    private bool ready;

    public string Name => name;

    public Gate Gate => gate;

    /// <summary>It has said that it may send.</summary>
    public bool IsReady => process is { HasEnded: false } running && (ready = ready || running.Talk.Contains("may send", StringComparison.Ordinal));

    public async Task KeepAsync(CancellationToken stop)
    {
        Start();
        while (await Pause.ForAsync(LookEvery, stop))
        {
            if (process is not { HasEnded: true } ended)
                continue;
            if (!killed)
                Bury(ended);
            await Pause.ForAsync(dice.Seconds(0, 0.8), stop);
            if (!stop.IsCancellationRequested)
                Start();
        }
    }

    public async Task KillAsync()
    {
        killed = true;
        if (process is { HasEnded: false } running)
            await running.KillAsync();
        gate.Open(breaking: true);
    }

    /// <summary>As systemd would. Returns its exit code; null when it was not running, or not yet.</summary>
    public async Task<int?> StopAsync()
    {
        if (process is { HasEnded: false } running && running.Talk.Contains("Application started", StringComparison.Ordinal))
            return await running.StopAsync();
        await KillAsync();
        return null;
    }

    public void Dispose()
    {
        process?.Dispose();
        before?.Dispose();
    }

    private void Bury(AppProcess ended)
    {
        if (ended.Talk.Contains("Application started", StringComparison.Ordinal))
            tally.Fell($"{name}: {string.Join('\n', ended.Talk.Split('\n').TakeLast(LastLines))}");
        else
            tally.DidNotStart();
    }

    /// <summary>The one before is let go of a life later: somebody may be looking at it.</summary>
    private void Start()
    {
        before?.Dispose();
        before = process;
        (killed, ready) = (false, false);
        process = AppProcess.StartApart(settings, "serve", "--no-web");
    }
}
