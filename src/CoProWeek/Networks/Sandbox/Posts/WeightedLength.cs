using System.Globalization;
using System.Text;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>
/// X's count of a text (twitter-text configuration v3): NFC; a link is 23 whatever its length; an emoji is 2 however
/// it is composed; Latin and general punctuation are 1, all else is 2.
/// </summary>
internal static class WeightedLength
{
    public const int Limit = 280;
    public const int LongLimit = 25_000;
    private const int Link = 23;

    public static int Of(string text)
    {
        var nfc = text.Normalize(NormalizationForm.FormC);
        var (length, at) = (0, 0);
        foreach (var link in PostText.Parse(nfc).Of(Mark.Link))
        {
            length += Plain(nfc[at..link.From]) + Link;
            at = link.To;
        }
        return length + Plain(nfc[at..]);
    }

    private static int Plain(string text)
    {
        var length = 0;
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            var element = elements.GetTextElement();
            length += IsEmoji(element) ? 2 : element.EnumerateRunes().Sum(rune => IsLight(rune.Value) ? 1 : 2);
        }
        return length;
    }

    private static bool IsLight(int rune) =>
        rune is <= 0x10FF or >= 0x2000 and <= 0x200D or >= 0x2010 and <= 0x201F or >= 0x2032 and <= 0x2037;

    private static bool IsEmoji(string element)
    {
        var first = element.EnumerateRunes().First().Value;
        return first switch
        {
            >= 0x1F000 and <= 0x1FAFF => true,
            >= 0x2600 and <= 0x27BF => true,
            '#' or '*' or (>= '0' and <= '9') => element.Contains('\u20E3'),
            0xA9 or 0xAE => element.Contains('\uFE0F'),
            >= 0x203C and <= 0x3299 => element.Contains('\uFE0F'),
            _ => false,
        };
    }
}
