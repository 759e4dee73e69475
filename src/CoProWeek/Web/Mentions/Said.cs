using System.Text.RegularExpressions;

namespace CoProWeek.Web;

/// <summary>A stretch of a post's text: plain, a link that may be followed, or a tag or handle that the network will mark.</summary>
internal sealed record Stretch(string Text, bool IsLink = false, bool IsMark = false);

/// <summary>Cuts a text where a network would mark it. Nothing is made HTML here: the page escapes each stretch.</summary>
internal static partial class Said
{
    public static IEnumerable<Stretch> Of(string text)
    {
        var at = 0;
        foreach (Match match in Marked().Matches(text))
        {
            if (match.Index > at)
                yield return new(text[at..match.Index]);
            yield return match.Value[0] is '#' or '@' ? new(match.Value, IsMark: true) : new(match.Value, IsLink: true);
            at = match.Index + match.Length;
        }
        if (at < text.Length)
            yield return new(text[at..]);
    }

    [GeneratedRegex(@"https?://[^\s<>""]*[^\s<>"".,;:!?)\]'’]|(?<![\w/&])[#@]\w+", RegexOptions.IgnoreCase)]
    private static partial Regex Marked();
}
