namespace CoProWeek.Campaigns.Files;

/// <summary>The sheet Plan as the table that plan.csv would be.</summary>
internal static class PlanSheet
{
    public static PlanTable Read(IReadOnlyList<SheetRow> rows, FileFindings findings)
    {
        string[] header = rows is [var first, ..] ? [.. first.Cells.Select(cell => cell.Text)] : [];
        foreach (var row in rows)
            foreach (var (at, cell) in row.Cells.Index().Where(cell => cell.Item.Wrong != ""))
                findings.Wrong(row.Row, header.ElementAtOrDefault(at), cell.Wrong, "a text, a day or a time");
        return PlanTable.Of(rows.Select(row => (row.Row, Texts(row, header))), findings, "something stands in a column that has no name");
    }

    private static string[] Texts(SheetRow row, string[] header) =>
        [.. Enumerable.Range(0, Math.Max(header.Length, row.Cells.Count)).Select(at => Text(row[at], PlanCell.Read(header.ElementAtOrDefault(at) ?? "")))];

    private static string Text(SheetCell cell, string column) => column.ToLowerInvariant() switch
    {
        PlanColumns.Date => cell.Day,
        PlanColumns.Day => cell.DayOfWeek,
        PlanColumns.Time or PlanColumns.Latest => cell.Time,
        _ => cell.Text,
    };
}
