using System.Net;
using System.Text.RegularExpressions;

namespace CoProWeek.Tests.Web;

/// <summary>Just enough reading of our own pages.</summary>
internal static partial class Html
{
    public static string Text(string html) =>
        Space().Replace(WebUtility.HtmlDecode(Tag().Replace(html, " ")), " ").Trim();

    /// <summary>What the section under this heading says.</summary>
    public static string Section(string html, string id)
    {
        var at = html.IndexOf($"aria-labelledby=\"{id}\"", StringComparison.Ordinal);
        Assert.True(at >= 0, $"There is no section '{id}' on the page.");
        var end = html.IndexOf("</section>", at, StringComparison.Ordinal);
        return Text("<" + html[at..end]);
    }

    /// <summary>What a form carries to prove that our page made it.</summary>
    public static string FormToken(string html)
    {
        var token = FormTokens().Match(html);
        Assert.True(token.Success, $"There is no form on the page: {Text(html)}");
        return token.Groups["token"].Value;
    }

    /// <summary>What a form remembers of how things stood when it was opened.</summary>
    public static string Version(string html)
    {
        var version = Versions().Match(html);
        Assert.True(version.Success, $"No form on the page remembers a version: {Text(html)}");
        return version.Groups["is"].Value;
    }

    /// <summary>What the browser fetches by itself to show the page.</summary>
    public static IEnumerable<string> Fetched(string html) =>
        Fetches().Matches(html).Select(match => match.Groups["address"].Value);

    /// <summary>Its tags without what stands between quotes, which cannot be an attribute.</summary>
    public static string WithoutValues(string html) => Value().Replace(html, "\"\"");

    [GeneratedRegex("""<link[^>]+href="(?<address>[^"]*)"|\bsrc(set)?="(?<address>[^"]*)"|@import|url\((?<address>[^)]*)\)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Fetches();

    [GeneratedRegex("""name="__RequestVerificationToken"[^>]*value="(?<token>[^"]+)""", RegexOptions.ExplicitCapture)]
    private static partial Regex FormTokens();

    [GeneratedRegex("""name="version" value="(?<is>[^"]*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Versions();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
