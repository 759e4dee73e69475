using System.Text.Json;
using System.Text.RegularExpressions;

namespace CoProWeek.Networks.X;

/// <summary>
/// A post's text as people read it: the long text if there is one, its short links replaced by what they lead to,
/// the links of attached pictures dropped, and the three characters that X escapes given back.
/// </summary>
internal static partial class XText
{
    private const string Shortened = "://t.co/";

    public static string Read(JsonElement post)
    {
        var note = post.Field("note_tweet");
        var source = note?.Text("text") is null ? post : note.Value;
        var text = Unescape(source.Text("text") ?? "");
        if (!text.Contains(Shortened, StringComparison.Ordinal))
            return text.TrimEnd();
        var links = Links(post).Concat(Links(source)).GroupBy(link => link.Short).ToDictionary(same => same.Key, same => same.Last());
        var read = ShortLink.Replace(text, found => links.TryGetValue(found.Value, out var link) ? link.IsPicture ? "" : link.Long : found.Value);
        var trimmed = read.TrimEnd();
        var isPictureUnnamed = MediaKeys(post).Any() && !links.Values.Any(link => link.IsPicture);
        return isPictureUnnamed ? TrailingShortLink.Replace(trimmed, "") : trimmed;
    }

    public static IEnumerable<string> MediaKeys(JsonElement post) => post.Field("attachments")?.Texts("media_keys") ?? [];

    private static IEnumerable<Link> Links(JsonElement source) =>
        from url in source.Field("entities")?.Rows("urls") ?? []
        let shortUrl = url.Text("url")
        where shortUrl is not null
        let longUrl = url.Text("expanded_url") ?? shortUrl
        select new Link(shortUrl, longUrl, url.Text("media_key") is not null || PictureAddress.IsMatch(longUrl));

    /// <summary>In this order, for "&amp;amp;lt;" is how X writes a typed "&amp;lt;".</summary>
    private static string Unescape(string text) => text
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal);

    [GeneratedRegex(@"https?://t\.co/\w+")]
    private static partial Regex ShortLink { get; }

    [GeneratedRegex(@"\s*https?://t\.co/\w+$")]
    private static partial Regex TrailingShortLink { get; }

    [GeneratedRegex(@"^https?://(?:www\.|mobile\.)?(?:x|twitter)\.com/[^/]+/status/\d+/(?:photo|video)/\d+$")]
    private static partial Regex PictureAddress { get; }

    private sealed record Link(string Short, string Long, bool IsPicture);
}
