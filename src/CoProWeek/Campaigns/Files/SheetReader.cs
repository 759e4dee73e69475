using System.Globalization;
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
        foreach (var row in Rows(sheet, cells, findings).Where(row => row.Cells.Any(cell => cell != SheetCell.Empty)))
        {
            if (rows.Count > MostRows)
            {
                findings.Wrong(row.Row, null, $"there are more than {MostRows:N0} rows", "one campaign's plan");
                break;
            }
            rows.Add(row);
        }
        return rows;
    }

    /// <summary>Cell by cell, so that a row of a million cells, made to harm, takes no more memory than its first ones.</summary>
    private static IEnumerable<SheetRow> Rows(WorksheetPart sheet, SheetCellReader reader, FileFindings findings)
    {
        using var xml = OpenXmlReader.Create(sheet);
        var (number, cells, isPast) = (0, new List<SheetCell>(), false);
        while (xml.Read())
        {
            if (xml.IsStartElement && xml.ElementType == typeof(Row))
            {
                yield return new(number, cells);
                (number, cells, isPast) = (NumberOf(xml) ?? number + 1, [], false);
            }
            else if (!isPast && xml.IsStartElement && xml.ElementType == typeof(Cell))
                isPast = !Put((Cell)xml.LoadCurrentElement()!, number, cells, reader, findings);
        }
        yield return new(number, cells);
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

    private static int? NumberOf(OpenXmlReader row) =>
        int.TryParse(row.Attributes.FirstOrDefault(attribute => attribute.LocalName == "r").Value, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <returns>False when it lies past the last column: nothing after it in its row is read.</returns>
    private static bool Put(Cell cell, int row, List<SheetCell> cells, SheetCellReader reader, FileFindings findings)
    {
        var (at, read) = (ColumnOf(cell.CellReference?.Value) ?? cells.Count, reader.Read(cell));
        if (at >= MostColumns && read != SheetCell.Empty)
            findings.Wrong(row, cell.CellReference?.Value, "it lies far outside the table", "every cell under a column with a name");
        if (at >= MostColumns)
            return false;
        while (cells.Count <= at)
            cells.Add(SheetCell.Empty);
        cells[at] = read;
        return true;
    }

    /// <summary>"C5" is the column 2; a cell need not say where it is, and then comes after the one before.</summary>
    private static int? ColumnOf(string? reference)
    {
        var letters = (reference ?? "").TakeWhile(char.IsAsciiLetterUpper).Take(4).ToList();
        return letters.Count == 0 ? null : letters.Aggregate(0, (at, letter) => at * 26 + letter - 'A' + 1) - 1;
    }
}
