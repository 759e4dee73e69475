using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProWeek.Networks.X;

/// <summary>The public addresses of posts.</summary>
internal static partial class XLinks
{
    /// <param name="web">Where people read posts: https://x.com, or the practice network.</param>
    /// <param name="handle">Whose post it is.</param>
    /// <param name="id">Which.</param>
    public static Uri To(Uri web, string handle, long id) => new(web, $"{handle.TrimStart('@')}/status/{id}");

    /// <summary>The id in an address as people copy it from a browser or the app, or null.</summary>
    public static long? Read(Uri web, string link) =>
        PostAddress.Match(AsOnX(web, link.Trim())) is { Success: true } match
        && long.TryParse(match.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : null;

    private static string AsOnX(Uri web, string link) =>
        link.StartsWith(web.AbsoluteUri, StringComparison.OrdinalIgnoreCase) ? "https://x.com/" + link[web.AbsoluteUri.Length..] : link;

    [GeneratedRegex(@"^(?:https?://)?(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com/(?:i/web|i|\w+)/status(?:es)?/(?<id>[0-9]{1,19})(?:[/?#].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PostAddress { get; }
}
