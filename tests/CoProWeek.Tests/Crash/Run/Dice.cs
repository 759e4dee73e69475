using System.Diagnostics.CodeAnalysis;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>Chance that a seed repeats. Each who rolls has its own, so that none disturbs another's.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The seed makes a run repeatable.")]
internal sealed class Dice(int seed)
{
    private readonly Random chance = new(seed);

    public static int NewSeed() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, 1_000_000);

    public bool Happens(double probability) => chance.NextDouble() < probability;

    public int Below(int end) => chance.Next(end);

    public T Of<T>(IReadOnlyList<T> some) => some[chance.Next(some.Count)];

    public TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + ((to - from) * chance.NextDouble()));

    public T[] Shuffled<T>(IEnumerable<T> some)
    {
        T[] all = [.. some];
        chance.Shuffle(all);
        return all;
    }
}
