using System.Globalization;
using CoProWeek.Clock;
using CsvHelper;

namespace CoProWeek.Reporting;

/// <summary>
/// The report as one long table, as Excel reads it best: UTF-8 with its mark. A cell that a spreadsheet would take for a formula,
/// or for a number too long for it, begins with an apostrophe, by which Excel knows a text.
/// </summary>
internal static class ReachCsv
{
    public static byte[] Write(ReachReport report)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            csv.WriteRecord(["section", "item", "column", "value", "note"]);
            foreach (var row in Rows(report))
                csv.WriteRecord(row);
        }
        return bytes.ToArray();
    }

    private static IEnumerable<string[]> Rows(ReachReport report) =>
        [.. About(report), .. report.Figures.All.SelectMany(FigureRows), .. CompletenessRows(report), .. ReachTables.Of(report).SelectMany(SectionRows)];

    private static IEnumerable<string[]> About(ReachReport report) =>
    [
        ["report", "sentence", "", report.Sentence, ""],
        ["report", "campaign", "", report.Campaign.Name, report.Campaign.Slug],
        ["report", "first day", "", $"{report.Span.From:yyyy-MM-dd}", report.Campaign.TimeZone],
        ["report", "last day", "", $"{report.Span.To:yyyy-MM-dd}", report.Campaign.TimeZone],
        ["report", "made at", "", WallClock.Machine(report.MadeAt), ""],
        ["report", "as measured at", "", report.AsMeasured, ""],
        ["report", "may be handed on", "", report.Mode, ""],
    ];

    private static IEnumerable<string[]> FigureRows(Figure figure) =>
        new[] { ("all", figure.All), ("ours", figure.Ours), ("everybody else's", figure.Others) }
            .Where(side => side.Item2 is not null)
            .Select(side => new[] { "figures", figure.Label, side.Item1, Value(side.Item2!.Value), $"{figure.Line} Here known of {side.Item2.Known} of {side.Item2.Total}." })
            .Concat(figure.Parts.SelectMany(FigureRows));

    private static IEnumerable<string[]> CompletenessRows(ReachReport report) =>
        report.Completeness.InWords(report.Clock, report.Span).Select(line => new[] { "completeness", "How complete is this?", "", line, "" });

    private static IEnumerable<string[]> SectionRows(ReportTable table) =>
        from row in table.Rows.Index()
        from cell in row.Item.Cells.Index().Skip(row.Item.Id is null ? 1 : 0)
        select new[] { table.Title, Item(row.Item), table.Columns[cell.Index], Value(cell.Item), row.Item.Cells[0].Link ?? (row.Index == 0 ? table.Note : "") };

    // Excel would round an id to fifteen figures.
    private static string Item(ReportRow row) => row.Id is { } id ? $"'{id}" : row.Day is null ? row.Cells[0].Said : row.Cells[0].Raw;

    private static string Value(ReportCell cell) => cell.IsNumber && cell.Raw == "" ? Numbers.NotKnown : cell.Raw;

    private static string Value(decimal? value) => value?.ToString(CultureInfo.InvariantCulture) ?? Numbers.NotKnown;
}
