using System.Text;

namespace CoProWeek.Web;

/// <summary>
/// What somebody looks for, as patterns that PostgreSQL matches. Case is told apart by no letter, in any locale of the database: each
/// stands in both of its cases, and nothing that was typed is read as a pattern.
/// </summary>
internal static class SearchWords
{
    private const int MostLetters = 120;

    /// <summary>The first so many letters, none of them cut in two.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MostLetters)
            return text;
        return text[..(char.IsHighSurrogate(text[MostLetters - 1]) ? MostLetters - 1 : MostLetters)];
    }

    /// <summary>One a word; a text that all of them match holds every word.</summary>
    public static string[] Patterns(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => string.Concat(word.EnumerateRunes().Select(Letter))).Distinct()];

    private static string Letter(Rune letter)
    {
        var (small, large) = (Rune.ToLowerInvariant(letter), Rune.ToUpperInvariant(letter));
        if (small != large)
            return $"[{small}{large}]";
        return letter.IsAscii && !Rune.IsLetterOrDigit(letter) ? $@"\{letter}" : letter.ToString();
    }
}
