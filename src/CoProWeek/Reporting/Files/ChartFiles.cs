using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace CoProWeek.Reporting.Files;

/// <summary>
/// A report's charts as files of their own, for a page in another program: each is taken out of the report's HTML, so that it shows
/// what the report shows, and given its colours, for nothing outside the file dresses it there.
/// </summary>
internal static partial class ChartFiles
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static async Task<IReadOnlyList<ChartFile>> OfAsync(ReachReport report) =>
        [.. Charts().Matches(await ReachHtml.FileAsync(report)).GroupBy(found => NameOf(found.Groups["id"].Value)).Select(same => new ChartFile(same.Key, Alone(same.Last().Value), report))];

    /// <summary>What stands on page one stands in the annex again, with more room: that one is the file.</summary>
    public static string NameOf(string id)
    {
        var dash = id.IndexOf('-', StringComparison.Ordinal);
        return id[..Math.Max(0, dash)] is "first" or "all" or "c" ? id[(dash + 1)..] : id;
    }

    private static string Alone(string svg)
    {
        var chart = XElement.Parse(Clean(svg), LoadOptions.PreserveWhitespace);
        foreach (var element in chart.DescendantsAndSelf())
            element.Name = Svg + element.Name.LocalName;
        var sides = chart.Attribute("viewBox")!.Value.Split(' ');
        chart.SetAttributeValue("width", sides[2]);
        chart.SetAttributeValue("height", sides[3]);
        chart.Element(Svg + "desc")!.AddAfterSelf(
            new XElement(Svg + "style", ChartStyles.Text),
            new XElement(Svg + "rect", new XAttribute("width", "100%"), new XAttribute("height", "100%"), new XAttribute("fill", "#ffffff")));
        return $"""<?xml version="1.0" encoding="UTF-8"?>{'\n'}{chart.ToString(SaveOptions.DisableFormatting)}{'\n'}""";
    }

    /// <summary>HTML may name a letter by its number that XML may not hold at all.</summary>
    private static string Clean(string html) =>
        Numbered().Replace(html, match => Convert.ToInt32(match.Groups["code"].Value, 16) is var code && code < 0x10000 && !char.IsSurrogate((char)code) && !XmlConvert.IsXmlChar((char)code) ? "" : match.Value);

    [GeneratedRegex("""<svg [^>]*role="img" aria-labelledby="(?<id>[^" ]+)-title [^>]*>.*?</svg>""", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Charts();

    [GeneratedRegex("&#x(?<code>[0-9A-Fa-f]{1,6});", RegexOptions.ExplicitCapture)]
    private static partial Regex Numbered();
}

/// <param name="Name">As the page's address of it says: "hours".</param>
/// <param name="Svg">The whole file.</param>
/// <param name="Report">That it is of.</param>
internal sealed record ChartFile(string Name, string Svg, ReachReport Report)
{
    public const string ContentType = "image/svg+xml";

    public string FileName => $"{Report.FileName}-chart-{Name.ToLowerInvariant()}.svg";
}
