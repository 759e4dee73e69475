using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Campaigns.Files;

/// <summary>Text as a workbook keeps it: in runs of one look, letters that XML does not allow written as _x000B_.</summary>
internal static partial class SheetText
{
    public const int Limit = 32_767;

    /// <summary>Its runs joined; how a word is to be pronounced (a Japanese workbook says so beside it) is not part of it.</summary>
    public static string Of(OpenXmlElement element) => Unescape(string.Concat(
        element.Descendants<Text>().Where(text => text.Parent is not PhoneticRun).Select(text => text.Text)));

    public static string Unescape(string text) => text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, match => Letter(ushort.Parse(match.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
        : text;

    /// <summary>PostgreSQL keeps no NUL.</summary>
    private static string Letter(ushort code) => code == 0 ? "" : ((char)code).ToString();

    public static string Escape(string text)
    {
        text = Escaped().Replace(text, match => $"_x005F{match.Value}");
        return text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Select((letter, n) => Keeps(text, n) ? $"{letter}" : $"_x{(int)letter:X4}_"));
    }

    private static bool Keeps(string text, int n) => XmlConvert.IsXmlChar(text[n])
        || n + 1 < text.Length && char.IsSurrogatePair(text[n], text[n + 1])
        || n > 0 && char.IsSurrogatePair(text[n - 1], text[n]);

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();
}
