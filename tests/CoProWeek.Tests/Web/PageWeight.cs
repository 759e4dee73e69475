using System.Net;
using System.Text.RegularExpressions;

namespace CoProWeek.Tests.Web;

/// <summary>What a browser fetches to show a page, as it is sent.</summary>
/// <param name="Status">The page's own.</param>
/// <param name="PageBytes">The page's own.</param>
/// <param name="PartBytes">Its style sheets, modules and icons; pictures are not counted.</param>
/// <param name="Foreign">Addresses on other hosts that the page, a sheet or a module would fetch, or send a form to.</param>
internal sealed record PageWeight(HttpStatusCode Status, int PageBytes, int PartBytes, IReadOnlyList<string> Foreign)
{
    /// <summary>The most that a page may weigh without its pictures.</summary>
    public const double MostKb = 150;

    public double Kb => Math.Round((PageBytes + PartBytes) / 1_000.0, 1);

    /// <summary>Asks as a browser does, which takes compressed answers; the client must not undo them by itself.</summary>
    public static async Task<PageWeight> OfAsync(HttpClient http, string path)
    {
        var (status, html, bytes) = await GetAsync(http, path);
        var (parts, foreign) = (0, Addresses.OfPage(html).Where(Addresses.IsForeign).ToList());
        foreach (var part in Addresses.OfParts(html).Where(address => !Addresses.IsForeign(address)).Distinct(StringComparer.Ordinal))
        {
            var (found, text, size) = await GetAsync(http, part);
            if (found is not HttpStatusCode.OK)
                throw new HttpRequestException($"{path} fetches {part}, which answers {(int)found}.");
            parts += size;
            foreign.AddRange(Addresses.OfPart(text).Where(Addresses.IsForeign).Select(address => $"{address} in {part}"));
        }
        return new PageWeight(status, bytes, parts, foreign);
    }

    private static async Task<(HttpStatusCode Status, string Text, int Bytes)> GetAsync(HttpClient http, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        using var answer = await http.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        return (answer.StatusCode, await TextAsync(bytes, answer.Content.Headers.ContentEncoding.Contains("gzip")), bytes.Length);
    }

    private static async Task<string> TextAsync(byte[] bytes, bool isZipped)
    {
        await using Stream sent = new MemoryStream(bytes, writable: false);
        await using var plain = isZipped ? new System.IO.Compression.GZipStream(sent, System.IO.Compression.CompressionMode.Decompress) : sent;
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync();
    }
}

/// <summary>The addresses in our own pages, sheets and modules that are fetched without anybody pressing anything, and those of forms.</summary>
internal static partial class Addresses
{
    /// <summary>On this host are a path, a query and what stands in the page itself.</summary>
    public static bool IsForeign(string address) =>
        address.StartsWith("//", StringComparison.Ordinal) || address.StartsWith('\\') || (address.Contains(':', StringComparison.Ordinal) && Scheme().IsMatch(address));

    public static IEnumerable<string> OfPage(string html) => Fetches().Matches(html).Concat(Sends().Matches(html)).SelectMany(Decoded);

    /// <summary>Sheets, modules and icons.</summary>
    public static IEnumerable<string> OfParts(string html) => Parts().Matches(html).SelectMany(Decoded);

    public static IEnumerable<string> OfPart(string text) => InPart().Matches(text).SelectMany(Decoded);

    private static IEnumerable<string> Decoded(Match match) =>
        match.Groups["address"].Captures.Select(address => WebUtility.HtmlDecode(address.Value).Trim(' ', '\'', '"', '`'));

    // What people wrote stands between tags or quotes, where every < is escaped: it is never the inside of a tag.
    [GeneratedRegex("""<(link|image|use)\b[^>]*?\shref="(?<address>[^"]*)"|<[a-z]+\b[^>]*?\s(src|srcset|poster|data|background)="(?<address>[^"]*)"|<meta\b[^>]*?\scontent="[^"]*url=(?<address>[^"]*)"|<[a-z]+\b[^>]*?\sstyle="[^"]*url\((?<address>[^)]*)\)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Fetches();

    [GeneratedRegex("""<[a-z]+\b[^>]*?\s(action|formaction|ping)="(?<address>[^"]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Sends();

    [GeneratedRegex("""<link\b[^>]*?\shref="(?<address>[^"]*)"|<script\b[^>]*?\ssrc="(?<address>[^"]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Parts();

    [GeneratedRegex("""@import\s+(url\()?(?<address>["'][^"']*["'])|url\((?<address>[^)]*)\)|\b(from|import|import\(|fetch\()\s*(?<address>["'`][^"'`]*["'`])""", RegexOptions.ExplicitCapture)]
    private static partial Regex InPart();

    [GeneratedRegex("^(?!data:)[a-zA-Z][a-zA-Z0-9+.-]*:")]
    private static partial Regex Scheme();
}
