using System.Text;
using System.Text.RegularExpressions;

namespace CoProWeek.Publishing;

/// <summary>
/// A text as two readings of it are compared: what we said, and what a network shows. NFC, white space folded, and
/// links without scheme or last slash, for networks add those.
/// </summary>
internal static partial class Canonical
{
    public static string Of(string text) =>
        WhiteSpace().Replace(Link().Replace(text.Normalize(NormalizationForm.FormC), Bare), " ").Trim();

    /// <summary>
    /// How much two canonical texts share, by their words: 1 when they hold the same ones, 0 when none.
    /// </summary>
    public static double Likeness(string one, string other)
    {
        var (a, b) = (one.Split(' ').ToHashSet(), other.Split(' ').ToHashSet());
        var shared = a.Count(b.Contains);
        return (double)shared / (a.Count + b.Count - shared);
    }

    private static string Bare(Match link)
    {
        var address = link.Groups["address"].Value;
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? address.ToLowerInvariant()
            : (address[..slash].ToLowerInvariant() + address[slash..]).TrimEnd('/');
    }

    [GeneratedRegex(@"https?://(?<address>\S+)", RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();
}
