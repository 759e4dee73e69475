using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>X's search is blind to case and to accents.</summary>
internal static partial class SearchWords
{
    public static string[] Of(string text) => [.. Words().Matches(Fold(text)).Select(match => match.Value)];

    public static string Fold(string text)
    {
        var bare = text.Normalize(NormalizationForm.FormD).EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark);
        return string.Concat(bare).Normalize(NormalizationForm.FormC).ToLowerInvariant();
    }

    [GeneratedRegex(@"[\p{L}\p{N}_]+")]
    private static partial Regex Words();
}
