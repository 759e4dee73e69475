namespace CoProWeek.Reporting.Files;

/// <summary>The report as a workbook: the figures first, a sheet for each table, the notes, and in full every post.</summary>
/// <param name="mostRows">Of one sheet; what is more stands on a further one.</param>
internal sealed class ReachXlsx(int mostRows = XlsxWorkbook.MostRows)
{
    private static readonly int[] FrontWidths = [34, 14, 14, 18, 12, 12, 70];

    public async Task WriteAsync(ReachReport report, SpanPosts? posts, Stream to, CancellationToken stop)
    {
        using var workbook = new XlsxWorkbook(to);
        Front(workbook, report);
        foreach (var table in FileTables.Sections(report))
            Section(workbook, report, table);
        Section(workbook, report, FileNotes.Of(report), tab: "Notes");
        if (posts is not null)
            await PostsAsync(workbook, report, posts, stop);
        workbook.Finish();
    }

    private static void Front(XlsxWorkbook workbook, ReachReport report)
    {
        var (about, figures) = (FileTables.About(report), FileTables.Figures(report));
        using var sheet = workbook.Add(about.Title, new() { Widths = FrontWidths, Zone = report.Campaign.Zone });
        sheet.Line(about.Title, XlsxLook.Title);
        sheet.Line(report.Sentence, XlsxLook.Lead);
        sheet.Row([]);
        foreach (var row in about.Rows.Skip(1))
            sheet.Row(row, XlsxLook.TextAsTyped);
        sheet.Row([]);
        sheet.Header(figures.Columns, isLast: false);
        foreach (var row in figures.Rows)
            sheet.Row(row);
        sheet.Row([]);
        sheet.Line(FileTables.Completeness(report).Title, XlsxLook.Title);
        foreach (var row in FileTables.Completeness(report).Rows)
            sheet.Line(row[0].Words!, XlsxLook.Wrapped);
    }

    private static void Section(XlsxWorkbook workbook, ReachReport report, FileTable table, string? tab = null)
    {
        var hasNote = table.Note != "" && table.Rows.Count > 0;
        using var sheet = workbook.Add(tab ?? table.Title, new() { Widths = [.. table.Columns.Select(column => column.Width)], Zone = report.Campaign.Zone, Frozen = hasNote ? 3 : 2 });
        sheet.Line(table.Title, XlsxLook.Title);
        if (hasNote)
            sheet.Line(table.Note, XlsxLook.Wrapped);
        sheet.Header(table.Columns);
        foreach (var row in table.Rows)
            sheet.Row(row);
        if (table.Rows.Count == 0)
            sheet.Line(table.Empty, XlsxLook.Wrapped);
    }

    private async Task PostsAsync(XlsxWorkbook workbook, ReachReport report, SpanPosts posts, CancellationToken stop)
    {
        var sheet = Begin(1);
        try
        {
            var sheets = 1;
            await foreach (var row in posts.RowsAsync(stop))
            {
                if (sheet.IsFull)
                {
                    sheet.Dispose();
                    sheet = Begin(++sheets);
                }
                sheet.Row(row);
            }
        }
        finally
        {
            sheet.Dispose();
        }

        XlsxSheet Begin(int n)
        {
            var begun = workbook.Add(n == 1 ? "Posts" : $"Posts {n}", new() { Widths = [.. posts.Columns.Select(column => column.Width)], Zone = report.Campaign.Zone, Frozen = 1, Wraps = false, MostRows = mostRows });
            begun.Header(posts.Columns);
            return begun;
        }
    }
}
