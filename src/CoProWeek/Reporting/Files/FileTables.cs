namespace CoProWeek.Reporting.Files;

/// <summary>A report's tables as files hold them. They are made of the page's own, so that no file says another number.</summary>
internal static class FileTables
{
    private const int Narrowest = 10;
    private const int Widest = 70;
    private const int OfId = 22;
    private const int OfLink = 44;

    public static IReadOnlyList<FileTable> Of(ReachReport report) => [About(report), Figures(report), Completeness(report), .. Sections(report), FileNotes.Of(report)];

    public static FileTable About(ReachReport report) => new()
    {
        Key = "about",
        Title = "Reach report",
        Columns = [new("About", 34), new("Says", Widest)],
        Rows =
        [
            [FileCell.Of("In one sentence"), FileCell.Of(report.Sentence)],
            [FileCell.Of("Campaign"), FileCell.Of(report.Campaign.Name)],
            [FileCell.Of("Hashtags"), FileCell.Of(string.Join(' ', Words.AllHashtags(report.Campaign)))],
            [FileCell.Of("First day"), FileCell.Of(report.Span.From)],
            [FileCell.Of("Last day"), FileCell.Of(report.Span.To)],
            [FileCell.Of("Days and times are those of"), FileCell.Of(report.Campaign.TimeZone)],
            [FileCell.Of("Made at"), FileCell.Of(report.MadeAt)],
            [FileCell.Of("As measured at"), FileCell.Of(report.AsMeasured)],
            [FileCell.Of("May be handed on"), FileCell.Of(report.Mode)],
        ],
    };

    public static FileTable Figures(ReachReport report) => new()
    {
        Key = "figures",
        Title = "Every figure, and what it means",
        Columns = [new("Figure", 34), new("All", 14), new("Ours", 14), new("Everybody else's", 18), new("Known of", 12), new("Of", 12), new("What it means", Widest)],
        Rows = [.. report.Figures.All.SelectMany(figure => figure.Parts.Prepend(figure)).Select(Row)],
    };

    private static FileCell[] Row(Figure figure) =>
    [
        FileCell.Of(figure.Label), Side(figure.All), Side(figure.Ours), Side(figure.Others),
        FileCell.Of(figure.Main.Known), FileCell.Of(figure.Main.Total), FileCell.Of(figure.Line),
    ];

    /// <summary>Some figures make no sense for a side: nothing stands there, which is neither 0 nor "not known".</summary>
    private static FileCell Side(Amount? amount) => amount is null ? FileCell.Nothing : FileCell.Of(amount.Value);

    public static FileTable Completeness(ReachReport report) => new()
    {
        Key = "completeness",
        Title = "How complete is this?",
        Columns = [new("How complete is this?", Widest)],
        Rows = [.. report.Completeness.InWords(report.Clock, report.Span).Select(line => new[] { FileCell.Of(line) })],
    };

    /// <summary>What stands behind the figures, in the page's order.</summary>
    public static IReadOnlyList<FileTable> Sections(ReachReport report) => [.. ReachTables.Of(report).Select(Section)];

    private static FileTable Section(ReportTable table)
    {
        var (hasIds, hasLinks) = (table.Rows.Any(row => row.Id is not null), table.Rows.Any(row => row.Cells.Any(cell => cell.Link is not null)));
        return new()
        {
            Key = table.Key,
            Title = table.Title,
            Note = table.Note,
            Empty = table.Empty,
            Columns = [.. table.Columns.Select((name, n) => new FileColumn(name, Width(table, n))), .. hasIds ? [new("Id", OfId)] : Array.Empty<FileColumn>(), .. hasLinks ? [new("Link", OfLink)] : Array.Empty<FileColumn>()],
            Rows = [.. table.Rows.Select(row => Cells(row, hasIds, hasLinks))],
        };
    }

    private static FileCell[] Cells(ReportRow row, bool hasIds, bool hasLinks) =>
    [
        .. row.Cells.Select(FileCell.Of),
        .. hasIds ? [row.Id is { } id ? FileCell.Id(id) : FileCell.Nothing] : Array.Empty<FileCell>(),
        .. hasLinks ? [row.Cells.FirstOrDefault(cell => cell.Link is not null)?.Link is { } link ? FileCell.Of(link) : FileCell.Nothing] : Array.Empty<FileCell>(),
    ];

    private static int Width(ReportTable table, int column) =>
        Math.Clamp(table.Rows.Select(row => row.Cells[column].Said.Length).Append(table.Columns[column].Length).Max() + 3, Narrowest, Widest);
}
