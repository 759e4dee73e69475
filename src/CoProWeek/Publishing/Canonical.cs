using System.Text;

namespace CoProWeek.Publishing;

/// <summary>
/// A text as two readings of it are compared: what we said, and what a network shows. NFC, white space and case
/// folded, and links without scheme or last slash, for networks add and change those.
/// </summary>
internal static class Canonical
{
    private static readonly string[] Schemes = ["https://", "http://"];

    public static string Of(string text) =>
        string.Join(' ', text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Bare));

    /// <summary>
    /// How much two canonical texts share, by their words: 1 when they hold the same ones, 0 when none.
    /// </summary>
    public static double Likeness(string one, string other)
    {
        var (a, b) = (one.Split(' ').ToHashSet(), other.Split(' ').ToHashSet());
        var shared = a.Count(b.Contains);
        return (double)shared / (a.Count + b.Count - shared);
    }

    private static string Bare(string word)
    {
        foreach (var scheme in Schemes)
            if (word.StartsWith(scheme, StringComparison.Ordinal))
                word = word[scheme.Length..];
        return word.TrimEnd('/');
    }
}
