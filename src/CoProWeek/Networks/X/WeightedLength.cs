using System.Text;

namespace CoProWeek.Networks.X;

/// <summary>
/// A text's length as X counts it (twitter-text, configuration v3): in NFC, every link 23, every emoji 2, the letters of
/// Europe, the Near East and India 1, all else, as Chinese, Japanese and Korean, 2.
/// </summary>
internal static class WeightedLength
{
    public const int Limit = 280;
    private const int LinkLength = 23;
    private const int EmojiLength = 2;

    public static int Of(string text)
    {
        // A half of a pair cannot be sent; it goes out as the replacement character.
        var whole = Ascii.IsValid(text) ? text : string.Concat(text.EnumerateRunes()).Normalize(NormalizationForm.FormC);
        var links = LinkFinder.Find(whole).GetEnumerator();
        var hasLink = links.MoveNext();
        var length = 0;
        for (var at = 0; at < whole.Length;)
        {
            if (hasLink && links.Current.Start.Value == at)
            {
                (length, at) = (length + LinkLength, links.Current.End.Value);
                hasLink = links.MoveNext();
            }
            else if (Emoji.LengthAt(whole, at) is > 0 and var emoji)
                (length, at) = (length + EmojiLength, at + emoji);
            else
            {
                var rune = Rune.GetRuneAt(whole, at);
                (length, at) = (length + Weight(rune.Value), at + rune.Utf16SequenceLength);
            }
        }
        return length;
    }

    private static int Weight(int character) => character switch
    {
        <= 4351 => 1,
        >= 8192 and <= 8205 => 1,
        >= 8208 and <= 8223 => 1,
        >= 8242 and <= 8247 => 1,
        _ => 2,
    };
}
