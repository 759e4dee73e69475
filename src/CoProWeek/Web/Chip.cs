using System.Collections.Frozen;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace CoProWeek.Web;

/// <summary>
/// A state in a word, with a shape of its own: never colour alone. The shapes are drawn once a page and pointed at,
/// for a long plan shows hundreds of states.
/// </summary>
internal static class Chip
{
    private const string Other = "other";

    private static readonly FrozenDictionary<string, string> Paths = new Dictionary<string, string>
    {
        ["sent"] = "M3.2 8.4 6.6 11.8 12.8 4.8",
        ["queued"] = "M8 4.2V8l2.6 1.7M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8",
        ["sending"] = "M2.5 8h10.4M9 4l4 4-4 4",
        ["hand"] = "M4.6 8.6V4.4a1.1 1.1 0 0 1 2.2 0V7.4m0-4.2a1.1 1.1 0 0 1 2.2 0v4.2m0-3a1.1 1.1 0 0 1 2.2 0v5.4a4 4 0 0 1-7.6 1.7L2.3 9.4a1.1 1.1 0 0 1 1.8-1.2l.5.6",
        ["held"] = "M5.4 3.4v9.2M10.6 3.4v9.2",
        ["unknown"] = "M5.4 6a2.6 2.6 0 1 1 3.9 2.3C8.4 8.8 8 9.3 8 10.2M8 12.9v.2",
        ["undecided"] = "M8 2.4 14.2 13.2H1.8zM8 6.4v3.1M8 11.3v.1",
        ["failed"] = "m4 4 8 8m0-8-8 8",
        ["missed"] = "M3.8 3.8l8.4 8.4M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8",
        ["gap"] = "M8 4v8M4 8h8",
        ["draft"] = "m3 13 .7-3L10.8 2.9l2.3 2.3L6 12.3z",
        ["spare"] = "M8 2.2 13.8 8 8 13.8 2.2 8z",
        [Other] = "M3.5 8h9",
    }.ToFrozenDictionary();

    /// <summary>For the layout: what the chips point at.</summary>
    public static IHtmlContent Shapes { get; } = new HtmlString(
        $"<svg class=\"shapes\" aria-hidden=\"true\">{string.Concat(Paths.OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => $"<symbol id=\"shape-{each.Key}\" viewBox=\"0 0 16 16\"><path d=\"{each.Value}\"/></symbol>"))}</svg>");

    public static IHtmlContent Of(string state)
    {
        var word = HtmlEncoder.Default.Encode(state);
        return new HtmlString($"<span class=\"chip chip-{word}\"><svg aria-hidden=\"true\"><use href=\"#shape-{ShapeOf(state)}\"/></svg>{(state is "hand" ? "Post by hand" : char.ToUpperInvariant(word[0]) + word[1..])}</span>");
    }

    private static string ShapeOf(string state) => state is "approved" ? "queued" : Paths.ContainsKey(state) ? state : Other;
}
