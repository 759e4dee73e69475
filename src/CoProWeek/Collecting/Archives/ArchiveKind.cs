using System.Text;
using System.Text.RegularExpressions;

namespace CoProWeek.Collecting.Archives;

/// <summary>How a file is laid out: it is told by how it begins, never by its name.</summary>
internal enum ArchiveLayout
{
    /// <summary>JSON, a record a line.</summary>
    Lines,

    /// <summary>A list, <c>{"statuses": [...]}</c>, or a script that gives a list to a variable.</summary>
    Lists,

    /// <summary>JSON laid out over several lines.</summary>
    Values,

    /// <summary>A table with headings.</summary>
    Table,
}

internal static partial class ArchiveKind
{
    /// <exception cref="ArchiveException">It is nothing that can be imported; the message says why.</exception>
    public static ArchiveLayout Of(ReadOnlySpan<byte> begin)
    {
        if (begin is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            throw new ArchiveException("it is saved as UTF-16; save it as UTF-8 (in Excel: \"CSV UTF-8\")");
        if (begin is [0x50, 0x4B, 3, 4, ..])
            throw new ArchiveException("it is a zip or a workbook; unpack it (X's archive: data/tweets.js), or save the sheet as \"CSV UTF-8\"");
        var text = Encoding.UTF8.GetString(begin).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (Script.Match(text) is { Success: true } script)
            return script.Groups["what"].Value is "tweet" or "tweets" or "community_tweet" or "community_tweets"
                ? ArchiveLayout.Lists
                : throw new ArchiveException($"it is the \"{script.Groups["what"].Value}\" of X's own archive, which holds no posts that stand; its posts are in data/tweets.js");
        return text switch
        {
            ['[', ..] => ArchiveLayout.Lists,
            ['{' or '#', ..] => OfObjects(text),
            _ => ArchiveLayout.Table,
        };
    }

    private static ArchiveLayout OfObjects(string text)
    {
        var lines = text.Split('\n', 3);
        if (lines.Length == 1)
            return Statuses.IsMatch(text) ? ArchiveLayout.Lists : ArchiveLayout.Lines;
        // Whoever lays JSON out over lines indents the second one.
        var isLaidOut = lines[1] is [' ' or '\t', ..];
        return !isLaidOut ? ArchiveLayout.Lines : Statuses.IsMatch(text) ? ArchiveLayout.Lists : ArchiveLayout.Values;
    }

    [GeneratedRegex(@"^window\.YTD\.(?<what>\w+)\.", RegexOptions.ExplicitCapture)]
    private static partial Regex Script { get; }

    [GeneratedRegex(@"^\{\s*""statuses""\s*:")]
    private static partial Regex Statuses { get; }
}

/// <summary>A file that cannot be imported. The message is what is wrong with it, without its name.</summary>
internal sealed class ArchiveException(string message, Exception? inner = null) : Exception(message, inner);
