using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProWeek.Campaigns;

/// <summary>Whether two posts read alike: the network refuses the same text twice, and readers pass over what begins the same.</summary>
internal static partial class Likeness
{
    private const int Letters = 40;

    /// <summary>All that is said, as it is compared.</summary>
    public static string Whole(IEnumerable<string> parts) => Fold(string.Join(' ', parts));

    /// <summary>How the first part begins, as it is compared; empty where nothing is said.</summary>
    public static string Beginning(IReadOnlyList<string> parts) => parts is [var first, ..] && Fold(first) is var text ? text[..Math.Min(Letters, text.Length)] : "";

    private static string Fold(string text) => Spaces().Replace(text, " ").Trim().ToLower(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
