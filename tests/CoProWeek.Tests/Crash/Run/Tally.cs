using System.Collections.Concurrent;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>What was done to the run, counted.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<KillPlace, int> kills = new();
    private readonly ConcurrentDictionary<string, int> faults = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> fallen = new();
    private int notStarted;
    private int reconnected;

    public IReadOnlyDictionary<KillPlace, int> Kills => kills;

    public IReadOnlyDictionary<string, int> Faults => faults;

    public int KillsInAll => kills.Values.Sum();

    /// <summary>Starts of a worker that ended for want of a database, and were tried again.</summary>
    public int NotStarted => notStarted;

    /// <summary>The last words of workers that ended by themselves after they had begun, and were started again.</summary>
    public IReadOnlyCollection<string> Fallen => fallen;

    /// <summary>Accounts that a person had to connect again.</summary>
    public int Reconnected => reconnected;

    public void Killed(KillPlace place) => kills.AddOrUpdate(place, 1, (_, before) => before + 1);

    public void Met(string fault, int times) => faults.AddOrUpdate(fault, times, (_, before) => before + times);

    public void DidNotStart() => Interlocked.Increment(ref notStarted);

    public void Fell(string lastWords) => fallen.Enqueue(lastWords);

    public void HadToReconnect() => Interlocked.Increment(ref reconnected);
}
