using System.Globalization;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Campaigns.Files;

/// <summary>A cell's value as a person sees it; of a formula, the value it had when the workbook was saved.</summary>
internal sealed class SheetCellReader(IReadOnlyList<string> shared, SheetFormats formats, bool from1904)
{
    // A Macintosh once counted days from 1 January 1904; such workbooks still go round.
    private const int DaysTo1904 = 1462;

    public SheetCell Read(Cell cell)
    {
        var value = cell.CellValue?.Text ?? "";
        var type = cell.DataType?.InnerText ?? "n";
        return type switch
        {
            "s" => new(Shared(value)),
            "inlineStr" => new(cell.InlineString is { } text ? SheetText.Of(text) : ""),
            "str" => new(SheetText.Unescape(value)),
            "b" => new(value is "1" or "true" ? "yes" : "no"),
            "e" => new("", null, $"the cell holds the error {value}"),
            "d" => Dated(value),
            _ when value == "" => cell.CellFormula is null ? SheetCell.Empty : new("", null, "the cell holds a formula whose value was never saved"),
            _ => Number(value, formats.IsDated(cell.StyleIndex?.Value ?? 0)),
        };
    }

    private string Shared(string value) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out var n) && n >= 0 && n < shared.Count ? shared[n] : "";

    private SheetCell Number(string value, bool isDated)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return new(value);
        var serial = from1904 && number >= 1 ? number + DaysTo1904 : number;
        return new(isDated && serial is >= 0 and < 2_958_466 ? SheetCell.DayAndTime(serial) : Math.Round(number, 10).ToString("0.##########", CultureInfo.InvariantCulture), serial);
    }

    private static SheetCell Dated(string value) =>
        DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var at)
            ? new(SheetCell.DayAndTime(Serial(at)), Serial(at))
            : new(value);

    private static decimal Serial(DateTime at) => (at.Year > 1900 ? SheetCell.Of(DateOnly.FromDateTime(at)) : 0) + SheetCell.Of(TimeOnly.FromDateTime(at));
}
