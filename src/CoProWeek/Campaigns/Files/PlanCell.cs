using System.Text.RegularExpressions;

namespace CoProWeek.Campaigns.Files;

/// <summary>A cell as spreadsheets write it, and back.</summary>
internal static partial class PlanCell
{
    /// <summary>Trimmed, its line ends made one kind, and without the apostrophe by which Excel marks a text.</summary>
    public static string Read(string raw)
    {
        var cell = raw.ReplaceLineEndings("\n").Trim();
        return cell.StartsWith('\'') ? cell[1..].Trim() : cell;
    }

    /// <summary>
    /// The other way: a text that a spreadsheet would take for a formula, or that begins with an apostrophe of its own,
    /// is given one, which <see cref="Read"/> drops again.
    /// </summary>
    public static string Write(string text) => text is ['=' or '+' or '-' or '@' or '\'', ..] ? $"'{text}" : text;

    public static bool LooksGarbled(string text) => Garbled().IsMatch(text);

    /// <summary>UTF-8 that was once read as Windows-1252: â€™, Ã©, ðŸ.</summary>
    [GeneratedRegex("â€|Ã[\u0080-\u00BF]|ðŸ")]
    private static partial Regex Garbled();
}
