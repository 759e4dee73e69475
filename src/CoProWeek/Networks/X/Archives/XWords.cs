using System.Text.RegularExpressions;

namespace CoProWeek.Networks.X.Archives;

/// <summary>Finds hashtags, names and links in a text that nobody marked, by X's rules as far as people use them.</summary>
internal static partial class XWords
{
    /// <summary>A number alone is no hashtag.</summary>
    public static IEnumerable<string> Tags(string text) =>
        Tag.Matches(text).Select(found => found.Groups["tag"].Value).Where(tag => tag.Any(char.IsLetter));

    public static IEnumerable<string> Handles(string text) => Handle.Matches(text).Select(found => found.Groups["name"].Value);

    public static IEnumerable<string> Links(string text) => Link.Matches(text).Select(found => found.Value);

    /// <summary>As people's old tools wrote a repost. Of what, it does not say.</summary>
    public static bool IsRepost(string text) => text.StartsWith("RT @", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<![\w&/])[#＃](?<tag>\w+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag { get; }

    [GeneratedRegex(@"(?<![\w@＠/.])[@＠](?<name>[A-Za-z0-9_]{1,15})(?![\w@＠])", RegexOptions.ExplicitCapture)]
    private static partial Regex Handle { get; }

    [GeneratedRegex(@"https?://[^\s""<>]+[^\s""<>.,;:!?)\]’”]")]
    private static partial Regex Link { get; }
}
