using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Campaigns.Files;

/// <summary>Writes a sheet as it goes, row by row.</summary>
internal static class SheetWriter
{
    public static void Write(WorksheetPart part, SheetDraft draft)
    {
        using var xml = OpenXmlWriter.Create(part);
        xml.WriteStartElement(new Worksheet());
        if (draft.Frozen)
            xml.WriteElement(new SheetViews(new SheetView(new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen }) { WorkbookViewId = 0 }));
        xml.WriteElement(new Columns(draft.Widths.Select((column, n) => new Column
        {
            Min = (uint)n + 1,
            Max = (uint)n + 1,
            Width = column.Width,
            CustomWidth = true,
            Style = (uint)column.Look,
        })));
        xml.WriteStartElement(new SheetData());
        foreach (var (n, row) in draft.Rows.Index())
            WriteRow(xml, n + 1, row);
        xml.WriteEndElement();
        if (draft.Choices is { Count: > 0 } choices)
            xml.WriteElement(new DataValidations(choices.Select(Offer)) { Count = (uint)choices.Count });
        xml.WriteEndElement();
    }

    private static void WriteRow(OpenXmlWriter xml, int number, DraftCell[] cells)
    {
        xml.WriteStartElement(new Row { RowIndex = (uint)number });
        foreach (var (n, cell) in cells.Index())
            xml.WriteElement(Cell(cell, $"{Letters(n)}{number}"));
        xml.WriteEndElement();
    }

    private static Cell Cell(DraftCell cell, string at)
    {
        var written = new Cell { CellReference = at, StyleIndex = (uint)cell.Look };
        if (cell.Number is { } number)
            written.CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture));
        else if (cell.Text.Length > SheetText.Limit)
            throw new RefusedException($"The text in {at} has {cell.Text.Length:N0} letters, and a workbook's cell holds at most {SheetText.Limit:N0}. Export it as a folder or a zip.");
        else if (cell.Text != "")
        {
            written.DataType = CellValues.InlineString;
            written.InlineString = new InlineString(new Text(SheetText.Escape(cell.Text)) { Space = SpaceProcessingModeValues.Preserve });
        }
        return written;
    }

    /// <summary>A list to choose from; another word is not refused here, the import says what is wrong with it.</summary>
    private static DataValidation Offer((string Cells, string[] Words) choice) => new(new Formula1($"\"{string.Join(',', choice.Words)}\""))
    {
        Type = DataValidationValues.List,
        AllowBlank = true,
        ShowErrorMessage = false,
        SequenceOfReferences = new ListValue<StringValue>([new StringValue(choice.Cells)]),
    };

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + column / 26 - 1)}{(char)('A' + column % 26)}";
}
