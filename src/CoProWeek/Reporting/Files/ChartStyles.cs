using System.Text.RegularExpressions;
using CoProWeek.Reporting.Html;

namespace CoProWeek.Reporting.Files;

/// <summary>Of the report's stylesheet what dresses a chart, with each colour in place of its name: a word processor knows no names.</summary>
internal static partial class ChartStyles
{
    /// <summary>A page of somebody else's is white.</summary>
    private static readonly Dictionary<string, string> OnWhite = new() { ["paper"] = "#ffffff", ["card"] = "#ffffff" };

    private static readonly Dictionary<string, string> Named =
        Names().Matches(ReportStyles.Text).GroupBy(found => found.Groups["name"].Value).ToDictionary(same => same.Key, same => same.First().Groups["value"].Value);

    public static string Text { get; } = string.Join('\n', Rules().Matches(ReportStyles.Text).Select(rule => Uses().Replace(rule.Value, use => ValueOf(use.Groups["name"].Value))));

    private static string ValueOf(string name) => OnWhite.GetValueOrDefault(name) ?? Named[name];

    [GeneratedRegex(@"--(?<name>[a-z-]+):\s*(?<value>[^;]+);", RegexOptions.ExplicitCapture)]
    private static partial Regex Names();

    /// <summary>Those at the beginning of a line: not what holds on paper or by night alone.</summary>
    [GeneratedRegex(@"^\.chart-[^{]*\{[^}]*\}", RegexOptions.Multiline)]
    private static partial Regex Rules();

    [GeneratedRegex(@"var\(--(?<name>[a-z-]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Uses();
}
