using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Reporting.Files;

/// <summary>How a cell of a report's workbook looks; its number is its place among the formats below.</summary>
internal enum XlsxLook
{
    Plain,
    Text,
    TextAsTyped,
    Wrapped,
    WrappedAsTyped,
    Header,
    Title,
    Lead,
    Number,
    Decimal,
    Day,
    Instant,
    Unknown,
}

/// <summary>The formats of a report's workbook.</summary>
internal static class XlsxStyles
{
    private const uint AsText = 49; // Excel's own "@": what stands there stays text
    private const uint AsNumber = 3; // Excel's own "#,##0"
    private const uint AsDecimal = 170;
    private const uint AsDay = 171;
    private const uint AsInstant = 172;
    private const string Heather = "FF5D2F78";
    private const string Soft = "FF655A6B";

    public static Stylesheet Sheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = AsDecimal, FormatCode = "#,##0.0" },
            new NumberingFormat { NumberFormatId = AsDay, FormatCode = "ddd d mmm yyyy" },
            new NumberingFormat { NumberFormatId = AsInstant, FormatCode = "ddd d mmm yyyy hh:mm" })
        { Count = 3 },
        new Fonts(Face(), Face(new Bold(), "FFFFFFFF"), Face(new Bold(), Heather, size: 16), Face(color: null, size: 12), Face(new Italic(), Soft)) { Count = 5 },
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 }),
            new Fill(new PatternFill(new ForegroundColor { Rgb = Heather }) { PatternType = PatternValues.Solid }))
        { Count = 3 },
        new Borders(new Border()) { Count = 1 },
        new CellStyleFormats(new CellFormat()) { Count = 1 },
        new CellFormats(
            new CellFormat(),
            Format(AsText),
            AsTyped(Format(AsText)),
            Format(AsText, wraps: true),
            AsTyped(Format(AsText, wraps: true)),
            Format(AsText, font: 1, fill: 2, wraps: true),
            Format(AsText, font: 2),
            Format(AsText, font: 3, wraps: true),
            Format(AsNumber),
            Format(AsDecimal),
            Format(AsDay, isLeft: true),
            Format(AsInstant, isLeft: true),
            Format(AsText, font: 4, isRight: true))
        { Count = 13 });

    private static Font Face(DocumentFormat.OpenXml.OpenXmlElement? weight = null, string? color = null, int size = 11)
    {
        var face = new Font(new FontSize { Val = size });
        if (weight is not null)
            face.PrependChild(weight);
        if (color is not null)
            face.AppendChild(new Color { Rgb = color });
        face.AppendChild(new FontName { Val = "Calibri" });
        return face;
    }

    /// <summary>As if typed after an apostrophe: a spreadsheet takes it for no formula, also when it is edited.</summary>
    private static CellFormat AsTyped(CellFormat format)
    {
        format.QuotePrefix = true;
        return format;
    }

    private static CellFormat Format(uint number, uint font = 0, uint fill = 0, bool wraps = false, bool isLeft = false, bool isRight = false)
    {
        var alignment = new Alignment { Vertical = VerticalAlignmentValues.Top, WrapText = wraps };
        if (isLeft || isRight)
            alignment.Horizontal = isLeft ? HorizontalAlignmentValues.Left : HorizontalAlignmentValues.Right;
        return new(alignment)
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
}
