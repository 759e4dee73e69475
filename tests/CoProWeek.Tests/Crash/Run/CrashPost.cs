using System.Text.RegularExpressions;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>A post of the run. Each part of each begins with a word that stands nowhere else, by which it is told on the network.</summary>
internal sealed partial record CrashPost(int N, int Account, int Parts, bool HasPicture, bool IsShort, string Text)
{
    private const int Words = 9;

    public string Ref => $"k{N:00000}";

    public static CrashPost Make(int n, int accounts, Dice dice)
    {
        var parts = dice.Happens(0.1) ? 2 + dice.Below(2) : 1;
        var texts = Enumerable.Range(1, parts).Select(part => $"k{n:00000}p{part}of{parts} {Chatter(dice)}{(dice.Happens(0.3) ? $" https://example.org/{n}/{part}" : "")}");
        return new(n, n % accounts, parts, HasPicture: dice.Happens(0.12), IsShort: dice.Happens(0.02), string.Join("\n---\n", texts));
    }

    /// <summary>The word by which a part is told; null for a text that is none of ours.</summary>
    public static string? KeyOf(string text) => Key().Match(text) is { Success: true } found ? found.Value : null;

    /// <summary>A call that creates the first part of a thread.</summary>
    public static bool BeginsThread(string body) => ThreadStart().IsMatch(body);

    public static string RefOf(string key) => key[..key.IndexOf('p', StringComparison.Ordinal)];

    /// <summary>Words of chance, and what texts are known to stumble over. No two are alike, or one might be taken for the other.</summary>
    private static string Chatter(Dice dice) =>
        string.Join(' ', Enumerable.Range(0, Words).Select(n => (n % 4) switch { 3 => dice.Of(["&", "<3", "naïve", "café", "“so”", "👩‍👧", "l’été"]), _ => Word(dice) }));

    private static string Word(Dice dice) => string.Concat(Enumerable.Range(0, 6).Select(_ => (char)('a' + dice.Below(26))));

    [GeneratedRegex(@"\bk\d{5,}p\d+of\d+\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();

    [GeneratedRegex(@"\bk\d{5,}p1of[2-9]\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ThreadStart();
}
