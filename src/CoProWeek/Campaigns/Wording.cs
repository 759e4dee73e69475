using System.Text.RegularExpressions;

namespace CoProWeek.Campaigns;

/// <summary>
/// A post's final parts, exactly as they are sent. Parts are parted by a line of dashes. The link takes the place of
/// "{link}"; without that mark it ends the first part, on a line of its own, unless the text already holds it.
/// A credit is kept for the report and is never added to the text: its author says it in his own words.
/// </summary>
internal static partial class Wording
{
    public const string LinkMark = "{link}";

    /// <summary>What is sent to each of a post's accounts, in order.</summary>
    public static IReadOnlyList<AccountWording> Of(PostContent post) =>
        [.. post.Accounts.Select(account => new AccountWording(account, Parts(account.OwnText ?? post.Text, post.Link)))];

    public static IReadOnlyList<string> Parts(string text, string link)
    {
        var lines = text.ReplaceLineEndings("\n");
        var parts = (lines.Contains("---", StringComparison.Ordinal) ? PartLine().Split(lines) : [lines]).Select(Tidy).Where(part => part != "").ToList();
        return WithLink(parts, link.Trim());
    }

    private static List<string> WithLink(List<string> parts, string link)
    {
        if (parts.Exists(part => part.Contains(LinkMark, StringComparison.OrdinalIgnoreCase)))
            return [.. parts.Select(part => Tidy(part.Replace(LinkMark, link, StringComparison.OrdinalIgnoreCase))).Where(part => part != "")];
        if (link == "" || parts.Exists(part => Holds(part, link)))
            return parts;
        return parts is [var first, .. var rest] ? [$"{first}\n{link}", .. rest] : [link];
    }

    /// <summary>The link, and not only the beginning of a longer one.</summary>
    private static bool Holds(string part, string link)
    {
        for (var at = part.IndexOf(link, StringComparison.Ordinal); at >= 0; at = part.IndexOf(link, at + 1, StringComparison.Ordinal))
            if (at + link.Length == part.Length || !GoesOn().IsMatch(part.AsSpan(at + link.Length, 1)))
                return true;
        return false;
    }

    [GeneratedRegex(@"[\w/?#&=%-]")]
    private static partial Regex GoesOn();

    private static string Tidy(string part) => HasLooseEnds(part) ? LineEnd().Replace(part, "").Trim() : part.Trim();

    private static bool HasLooseEnds(string part) => part.Contains(" \n", StringComparison.Ordinal) || part.Contains("\t\n", StringComparison.Ordinal);

    [GeneratedRegex(@"^[ \t]*-{3,}[ \t]*$", RegexOptions.Multiline)]
    private static partial Regex PartLine();

    [GeneratedRegex(@"[ \t]+$", RegexOptions.Multiline)]
    private static partial Regex LineEnd();
}

/// <summary>One account, and the parts that are sent there; pictures go with the first.</summary>
internal sealed record AccountWording(PostAccount Account, IReadOnlyList<string> Parts);
