using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProWeek.Networks.X.Archives;

/// <summary>Reads cells of tables that have been through spreadsheets and R.</summary>
internal static partial class XPlainCells
{
    /// <summary>"x123" as rtweet guards ids, "'123" as spreadsheets do, and the id in a post's address.</summary>
    public static long? Id(string? cell) =>
        cell is not null && Number.Match(cell) is { Success: true } found && long.TryParse(found.Groups["id"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;

    public static string WhyNoId(string? cell) => cell switch
    {
        null => "it has no id",
        _ when Rounded.IsMatch(cell) => $"a spreadsheet has rounded its id to {cell}: which post it was cannot be known",
        _ => $"its id is no number: {(cell.Length > 40 ? cell[..40] : cell)}",
    };

    /// <summary>"1,204" too; what is none is not known.</summary>
    public static long? Count(string? cell) =>
        cell is not null && decimal.TryParse(cell, NumberStyles.AllowThousands | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count) && count is >= 0 and <= long.MaxValue ? (long)count : null;

    public static int? SmallCount(string? cell) => Count(cell) is <= int.MaxValue and var count ? (int)count : null;

    /// <summary>"a b", "a, b", "#a #b" and R's <c>c("a", "b")</c>.</summary>
    public static IReadOnlyList<string> List(string cell) => cell.StartsWith("c(", StringComparison.Ordinal)
        ? [.. Quoted.Matches(cell).Select(found => found.Groups["item"].Value)]
        : [.. cell.Split([' ', ',', ';', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(item => item.Trim('#', '＃', '@', '"', '[', ']', '\'')).Where(item => item != "")];

    [GeneratedRegex(@"^(?:['‘x]?(?<id>[0-9]{1,19})|https?://\S+/status(?:es)?/(?<id>[0-9]{1,19})(?:[/?#]\S*)?)$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex Number { get; }

    [GeneratedRegex(@"^[0-9]+([.,][0-9]+)?E\+?[0-9]+$", RegexOptions.IgnoreCase)]
    private static partial Regex Rounded { get; }

    [GeneratedRegex(@"""(?<item>(?:[^""\\]|\\.)*)""", RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted { get; }
}
