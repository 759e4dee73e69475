using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Campaigns.Files;

/// <summary>Writes a campaign as a workbook: days and times as such, everything else as text, so that no cell is a formula.</summary>
internal static class WorkbookWriter
{
    public static byte[] Write(Campaign campaign, IReadOnlyList<(PostContent Post, string Status)> posts)
    {
        using var bytes = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(bytes, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = SheetStyles.Sheet();
            var sheets = new Sheets();
            Add(workbook, sheets, PlanSheetWriter.Of(posts));
            Add(workbook, sheets, CampaignSheetWriter.Of(campaign));
            Add(workbook, sheets, HowToSheet.Of());
            workbook.Workbook = new Workbook(sheets);
        }
        return bytes.ToArray();
    }

    private static void Add(WorkbookPart workbook, Sheets sheets, SheetDraft draft)
    {
        var part = workbook.AddNewPart<WorksheetPart>();
        SheetWriter.Write(part, draft);
        sheets.Append(new Sheet { Name = draft.Name, SheetId = (uint)sheets.ChildElements.Count + 1, Id = workbook.GetIdOfPart(part) });
    }

    /// <summary>A day's cell, so that a spreadsheet sorts it as one; empty where there is none.</summary>
    public static DraftCell Day(DateOnly? day) => new("", SheetLook.Day, day is { } on ? SheetCell.Of(on) : null);

    public static DraftCell Time(TimeOnly? time) => new("", SheetLook.Time, time is { } at ? SheetCell.Of(at) : null);

    /// <summary>A time of day where it is one, else as it stands ("30m").</summary>
    public static DraftCell TimeOrText(string text) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? Time(time) : Text(text);

    /// <summary>An apostrophe of the text's own is doubled, for a reader drops the first.</summary>
    public static DraftCell Text(string text, SheetLook look = SheetLook.Text) => new(text.StartsWith('\'') ? $"'{text}" : text, look);
}

/// <summary>A sheet to be written.</summary>
/// <param name="Name">On its tab.</param>
/// <param name="Widths">Of its columns, in letters, with how an empty cell there is read.</param>
/// <param name="Rows">From the top.</param>
/// <param name="Frozen">Whether the first row stays in sight.</param>
/// <param name="Choices">The words a column may hold, offered as a list.</param>
internal sealed record SheetDraft(string Name, IReadOnlyList<(int Width, SheetLook Look)> Widths, IReadOnlyList<DraftCell[]> Rows, bool Frozen = false, IReadOnlyList<(string Cells, string[] Words)>? Choices = null);

/// <summary>A cell to be written: a number where it has one, else its text.</summary>
internal sealed record DraftCell(string Text, SheetLook Look, decimal? Number = null);
