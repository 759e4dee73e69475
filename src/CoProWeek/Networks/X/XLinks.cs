using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProWeek.Networks.X;

/// <summary>The public addresses of posts.</summary>
internal static partial class XLinks
{
    public static Uri To(string handle, long id) => new($"https://x.com/{handle.TrimStart('@')}/status/{id}");

    /// <summary>The id in an address as people copy it from a browser or the app, or null.</summary>
    public static long? Read(string link) =>
        PostAddress.Match(link.Trim()) is { Success: true } match
        && long.TryParse(match.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0
            ? id
            : null;

    [GeneratedRegex(@"^(?:https?://)?(?:(?:www|mobile|m)\.)?(?:x|twitter)\.com/(?:i/web|i|\w+)/status(?:es)?/(?<id>[0-9]{1,19})(?:[/?#].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex PostAddress { get; }
}
