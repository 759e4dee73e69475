using System.Collections.Concurrent;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>What was done to the run, counted.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<KillPlace, int> kills = new();
    private readonly ConcurrentDictionary<string, int> faults = new(StringComparer.Ordinal);
    private int ended;
    private int reconnected;

    public IReadOnlyDictionary<KillPlace, int> Kills => kills;

    public IReadOnlyDictionary<string, int> Faults => faults;

    public int KillsInAll => kills.Values.Sum();

    /// <summary>Workers that ended by themselves, as they do when they are started while the database is away, and were started again.</summary>
    public int Ended => ended;

    /// <summary>Accounts that a person had to connect again.</summary>
    public int Reconnected => reconnected;

    public void Killed(KillPlace place) => kills.AddOrUpdate(place, 1, (_, before) => before + 1);

    public void Met(string fault, int times) => faults.AddOrUpdate(fault, times, (_, before) => before + times);

    public void EndedByItself() => Interlocked.Increment(ref ended);

    public void HadToReconnect() => Interlocked.Increment(ref reconnected);
}
