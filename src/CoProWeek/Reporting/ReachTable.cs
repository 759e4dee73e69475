using System.Text;

namespace CoProWeek.Reporting;

/// <summary>The report as a terminal shows it.</summary>
internal static class ReachTable
{
    private const int Width = 100;
    private const int TextLength = 60;

    public static string Write(ReachReport report)
    {
        var page = new StringBuilder();
        Wrap(page, report.Sentence, "");
        page.AppendLine();
        Wrap(page, $"Reach report of {report.Campaign.Name}, {report.Days}; days and times of {report.Campaign.TimeZone}.", "");
        Figures(page, "", report.Figures.Main);
        Heading(page, "How complete is this?");
        foreach (var line in report.Completeness.InWords(report.Clock, report.Span))
            Wrap(page, line, "  ");
        Wrap(page, report.AsMeasured, "  ");
        Sections(page, report);
        Figures(page, "To compare with other reports", [report.Figures.Deliveries]);
        page.AppendLine();
        Wrap(page, report.Mode, "");
        return page.ToString();
    }

    private static void Figures(StringBuilder page, string heading, IReadOnlyList<Figure> figures)
    {
        page.AppendLine().AppendLine($"{heading,-48}{"ALL",12}{"OURS",12}{"EVERYBODY ELSE'S",20}");
        foreach (var figure in figures)
        {
            Row(page, figure.Label, figure);
            foreach (var part in figure.Parts)
                Row(page, $"  {part.Label}{(part.Main.Known < part.Main.Total ? $" (known of {part.Main.Known:N0})" : "")}", part);
            Wrap(page, figure.Line, "    ");
        }
    }

    private static void Row(StringBuilder page, string label, Figure figure) =>
        page.AppendLine($"{label,-48}{figure.Say(figure.All),12}{figure.Say(figure.Ours),12}{figure.Say(figure.Others),20}".TrimEnd());

    private static void Sections(StringBuilder page, ReachReport report)
    {
        foreach (var section in ReachTables.Of(report))
        {
            Heading(page, section.Title);
            if (section.Rows.Count == 0)
                page.AppendLine($"  {section.Empty}");
            else
                Rows(page, section);
        }
    }

    /// <summary>Numbers to the right, words to the left, each column as wide as its longest cell.</summary>
    private static void Rows(StringBuilder page, ReportTable section)
    {
        var rows = section.Rows.Select(row => row.Cells.Select(Cell).ToList()).Prepend([.. section.Columns.Select(column => column.ToUpperInvariant())]).ToList();
        var widths = section.Columns.Select((_, column) => rows.Max(row => row[column].Length)).ToList();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => section.IsNumber(column) ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            page.AppendLine($"  {string.Join("  ", cells)}".TrimEnd());
        }
    }

    private static string Cell(ReportCell cell) => Words.First(Plain(cell.Said), TextLength);

    /// <summary>What somebody wrote may hold what moves a terminal's cursor or turns its line round.</summary>
    private static string Plain(string text) => string.Concat(text.Where(letter => char.IsWhiteSpace(letter) || !char.IsControl(letter) && letter is not ((>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'))));

    private static void Heading(StringBuilder page, string title) => page.AppendLine().AppendLine(title);

    private static void Wrap(StringBuilder page, string text, string indent)
    {
        var line = indent;
        foreach (var word in Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > indent.Length && line.Length + word.Length + 1 > Width)
            {
                page.AppendLine(line);
                line = indent;
            }
            line += line.Length > indent.Length ? $" {word}" : word;
        }
        page.AppendLine(line);
    }
}
