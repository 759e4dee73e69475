using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Campaigns.Files;

/// <summary>A sheet's rows, one at a time; rows with nothing in them are passed over.</summary>
internal static class SheetReader
{
    public const int MostRows = 5_000;

    private const int MostColumns = 200;

    public static List<SheetRow> Read(WorksheetPart sheet, SheetCellReader cells, FileFindings findings)
    {
        var rows = new List<SheetRow>();
        using var xml = OpenXmlReader.Create(sheet);
        for (var last = 0; xml.Read();)
        {
            if (xml.ElementType != typeof(Row) || !xml.IsStartElement)
                continue;
            var row = Read((Row)xml.LoadCurrentElement()!, last, cells, findings);
            last = row.Row;
            if (row.Cells.All(cell => cell == SheetCell.Empty))
                continue;
            if (rows.Count > MostRows)
            {
                findings.Wrong(row.Row, null, $"there are more than {MostRows:N0} rows", "one campaign's plan");
                break;
            }
            rows.Add(row);
        }
        return rows;
    }

    public static List<string> Shared(SharedStringTablePart? strings)
    {
        var texts = new List<string>();
        if (strings is null)
            return texts;
        using var xml = OpenXmlReader.Create(strings);
        while (xml.Read())
            if (xml.ElementType == typeof(SharedStringItem) && xml.IsStartElement)
                texts.Add(SheetText.Of(xml.LoadCurrentElement()!));
        return texts;
    }

    private static SheetRow Read(Row row, int last, SheetCellReader reader, FileFindings findings)
    {
        var number = (int)(row.RowIndex?.Value ?? (uint)last + 1);
        var cells = new List<SheetCell>();
        foreach (var cell in row.Elements<Cell>())
        {
            var (at, read) = (ColumnOf(cell.CellReference?.Value) ?? cells.Count, reader.Read(cell));
            if (at >= MostColumns && read != SheetCell.Empty)
                findings.Wrong(number, cell.CellReference?.Value, "it lies far outside the table", "every cell under a column with a name");
            if (at >= MostColumns)
                break;
            while (cells.Count <= at)
                cells.Add(SheetCell.Empty);
            cells[at] = read;
        }
        return new SheetRow(number, cells);
    }

    /// <summary>"C5" is the column 2; a cell need not say where it is, and then comes after the one before.</summary>
    private static int? ColumnOf(string? reference)
    {
        var letters = (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(4).ToList();
        return letters.Count == 0 ? null : letters.Aggregate(0, (at, letter) => at * 26 + letter - 'A' + 1) - 1;
    }
}
