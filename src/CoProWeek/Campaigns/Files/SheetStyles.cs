using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Campaigns.Files;

/// <summary>How a cell looks; its number is its place among the formats below.</summary>
internal enum SheetLook
{
    Plain,
    Text,
    Header,
    Day,
    Time,
    Hint,
}

/// <summary>The formats of our workbooks.</summary>
internal static class SheetStyles
{
    private const uint AsText = 49; // Excel's own "@": what is typed stays text
    private const uint AsDay = 170;
    private const uint AsTime = 171;
    private const string Heather = "FF6B3F74";

    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = AsDay, FormatCode = "dd/mm/yyyy" },
            new NumberingFormat { NumberFormatId = AsTime, FormatCode = "hh:mm" }),
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new Color { Rgb = "FFFFFFFF" }, new FontName { Val = "Calibri" }),
            new Font(new Italic(), new FontSize { Val = 11 }, new Color { Rgb = "FF6B6660" }, new FontName { Val = "Calibri" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = Heather }) { PatternType = PatternValues.Solid })),
        new Borders(new Border()),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            new CellFormat(),
            Format(AsText, font: 0),
            Format(AsText, font: 1, fill: 2),
            Format(AsDay, font: 0),
            Format(AsTime, font: 0),
            Format(AsText, font: 2)));

    private static CellFormat Format(uint number, uint font, uint fill = 0) => new(new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = true })
    {
        NumberFormatId = number,
        FontId = font,
        FillId = fill,
        BorderId = 0,
        FormatId = 0,
        ApplyNumberFormat = true,
        ApplyFont = true,
        ApplyFill = true,
        ApplyAlignment = true,
    };
}
