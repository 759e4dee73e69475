using CsvHelper;

namespace CoProWeek.Campaigns.Files;

/// <summary>One row's cells by column, cleaned of what spreadsheets add; a column that is not there is empty.</summary>
internal sealed class PlanCells(int row, Dictionary<string, string> cells)
{
    /// <summary>As a spreadsheet counts it: the header is 1.</summary>
    public int Row { get; } = row;

    public string this[string column] => cells.GetValueOrDefault(column, "");
}

/// <summary>A plan's table as text: the separator is found out, columns are known by name.</summary>
internal sealed record PlanTable(IReadOnlyList<string> Columns, List<PlanCells> Rows)
{
    private static readonly char[] Separators = [',', ';', '\t'];

    public static PlanTable Read(string text, FileFindings findings)
    {
        var (body, separator) = Sniff(text);
        using var csv = CsvReader.FromText(body, new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            SkipEmptyLines = false,
            OnMalformedRecord = record => FindBadQuotes(record, findings),
        });
        return Of(Records(csv), findings, "there are more cells than named columns; perhaps a comma in a text that is not in quotes");
    }

    /// <summary>From rows, the first of which is the header, with the number that a spreadsheet gives each.</summary>
    public static PlanTable Of(IEnumerable<(int Row, string[] Cells)> records, FileFindings findings, string unnamed)
    {
        string[]? columns = null;
        var rows = new List<PlanCells>();
        var isEmpty = true;
        foreach (var (row, record) in records)
        {
            if (isEmpty && (columns = Header(record, findings)) is null)
                return new([], []);
            if (!isEmpty && record.Any(cell => cell.Trim() != ""))
                rows.Add(Read(row, columns!, record, findings, unnamed));
            isEmpty = false;
        }
        if (isEmpty)
            findings.Wrong(null, null, "the file is empty", $"a header with the columns {string.Join(", ", PlanColumns.All)}");
        return columns is null ? new([], []) : new(columns, rows);
    }

    private static IEnumerable<(int Row, string[] Cells)> Records(CsvReader csv)
    {
        while (csv.Read())
            yield return ((int)csv.RowNumber, Record(csv));
    }

    private static PlanCells Read(int row, string[] columns, string[] record, FileFindings findings, string unnamed)
    {
        if (record.Where((cell, n) => columns.ElementAtOrDefault(n) is null or "" && cell.Trim() != "").Any())
            findings.Wrong(row, null, unnamed, "each cell under a named column; in a CSV file, a text with commas, quotes or line ends stands in quotes");
        return new PlanCells(row, Cells(row, columns, record, findings));
    }

    private static Dictionary<string, string> Cells(int row, string[] columns, string[] record, FileFindings findings)
    {
        var cells = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (column, raw) in columns.Zip(record).Where(cell => cell.First != ""))
        {
            cells[column] = PlanCell.Read(raw);
            if (raw.Contains('\uFFFD'))
                findings.Wrong(row, column, "some letters were lost when the file was saved (they show as \uFFFD)", "the text as it was written");
            else if (PlanCell.LooksGarbled(raw))
                findings.Warn(row, column, "some letters look garbled (such as â€™ for ’); check the text");
        }
        return cells;
    }

    /// <summary>The names of the columns, as they are known here; null when the file is no plan.</summary>
    private static string[]? Header(string[] header, FileFindings findings)
    {
        string[] names = [.. header.Select(name => PlanCell.Read(name))];
        string[] missing = [.. PlanColumns.Required.Except(names, StringComparer.OrdinalIgnoreCase)];
        foreach (var column in missing)
            findings.Wrong(1, column, "the column is missing", $"a header with at least {string.Join(", ", PlanColumns.Required)}");
        foreach (var twice in names.Where(name => name != "").GroupBy(name => name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
            findings.Wrong(1, twice.Key, "the column is there twice", "each column once");
        foreach (var unknown in names.Where(name => name != "" && !PlanColumns.IsKnown(name)))
            findings.Warn(1, unknown, "this is not a column of a plan; it is left out");
        return missing.Length > 0 ? null : [.. names.Select(name => PlanColumns.HandleOf(name) is { } handle ? PlanColumns.OwnText(handle) : name)];
    }

    private static string[] Record(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    /// <summary>A stray quote mark inside a text is only a quote mark; these two leave it open where a cell ends.</summary>
    private static void FindBadQuotes(CsvMalformedRecord record, FileFindings findings)
    {
        const string Expected = "a cell in quotes from its first to its last letter, every quote mark inside it doubled";
        if (record.Reason is CsvMalformedReason.UnterminatedQuote)
            findings.Wrong((int)record.RecordNumber, null, "a quote mark opens a cell here and nothing closes it, so the rest of the file is lost in it", Expected);
        else if (record.Reason is CsvMalformedReason.TextAfterClosingQuote)
            findings.Wrong((int)record.RecordNumber, null, "there is text after a closing quote mark, so it is not clear where the cell ends", Expected);
    }

    /// <summary>A first line "sep=;" is for Excel, which hides it and counts rows from the next.</summary>
    private static (string Text, char Separator) Sniff(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n') is var at and >= 0 ? at : text.Length;
        var first = text[..end];
        if (first.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && first.Length == 5)
            return (text[end..].TrimStart('\r', '\n'), first[4]);
        return (text, Separators.MaxBy(separator => first.Split(separator).Count(name => PlanColumns.IsKnown(PlanCell.Read(name.Trim('"'))))));
    }
}
