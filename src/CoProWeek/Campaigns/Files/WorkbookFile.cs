using System.IO.Compression;
using System.Xml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Campaigns.Files;

/// <summary>The two sheets of a workbook, as rows; a sheet that is not there is null.</summary>
internal sealed record WorkbookFile(IReadOnlyList<SheetRow>? Campaign, IReadOnlyList<SheetRow>? Plan)
{
    public const string Ending = ".xlsx";

    public const string CampaignSheet = "Campaign";

    public const string PlanSheet = "Plan";

    private const string Expected = "an Excel workbook (.xlsx) that opens in a spreadsheet, without a password";

    /// <summary>Far more than any week's letters; a workbook of ours has a hundred thousand.</summary>
    private const long MostLetters = 40_000_000;

    /// <summary>Null when it is none, with the reason among the findings.</summary>
    public static WorkbookFile? Read(byte[] bytes, Findings findings, string name)
    {
        var file = findings.In(name);
        if (NoWorkbook(bytes) is { } wrong)
        {
            file.Wrong(null, null, wrong, Expected);
            return null;
        }
        try
        {
            using var document = SpreadsheetDocument.Open(new MemoryStream(bytes, writable: false), isEditable: false, new OpenSettings { MaxCharactersInPart = MostLetters });
            return Read(document.WorkbookPart ?? throw new InvalidDataException(), findings, name);
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            file.Wrong(null, null, "it is damaged, or no workbook", Expected);
            return null;
        }
    }

    /// <summary>Where a sheet stands in a finding: "week.xlsx, sheet Plan".</summary>
    public static string Place(string name, string sheet) => $"{name}, sheet {sheet}";

    private static WorkbookFile? Read(WorkbookPart workbook, Findings findings, string name)
    {
        var sheets = workbook.Workbook.Descendants<Sheet>().Where(sheet => sheet.Id?.Value is not null && workbook.GetPartById(sheet.Id.Value!) is WorksheetPart).ToList();
        var (campaign, plan) = (Named(sheets, CampaignSheet), Named(sheets, PlanSheet));
        if (campaign is null && plan is null)
            plan = sheets is [var only] ? only : null;
        if (campaign is null && plan is null)
        {
            findings.In(name).Wrong(null, null, $"its sheets are {string.Join(", ", sheets.Select(sheet => sheet.Name?.Value))}", $"a sheet {PlanSheet}, and a sheet {CampaignSheet} for the settings");
            return null;
        }
        var cells = new SheetCellReader(SheetReader.Shared(workbook.SharedStringTablePart), SheetFormats.Of(workbook), workbook.Workbook.WorkbookProperties?.Date1904?.Value ?? false);
        return new WorkbookFile(Rows(campaign, CampaignSheet), Rows(plan, PlanSheet));

        List<SheetRow>? Rows(Sheet? sheet, string called) => sheet is null
            ? null
            : SheetReader.Read((WorksheetPart)workbook.GetPartById(sheet.Id!.Value!), cells, findings.In(Place(name, called)));
    }

    private static Sheet? Named(List<Sheet> sheets, string name) =>
        sheets.Find(sheet => string.Equals(sheet.Name?.Value?.Trim(), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What it is instead, by its first bytes and by what its package holds, before any of it is unpacked.</summary>
    private static string? NoWorkbook(byte[] bytes)
    {
        if (bytes is [0xD0, 0xCF, 0x11, 0xE0, ..])
            return "it is an old workbook (.xls), or one with a password";
        if (bytes is not [(byte)'P', (byte)'K', 3, 4, ..])
            return "it is not a workbook, whatever its name says";
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
            if (ZipLimits.Workbook.Broken(zip) is { } tooMuch)
                return tooMuch;
            return zip.GetEntry("[Content_Types].xml") is null || zip.GetEntry("xl/workbook.xml") is null ? "it is another kind of document" : null;
        }
        catch (InvalidDataException)
        {
            return "it is damaged, or not whole";
        }
    }

    private static bool IsDamage(Exception thrown) => thrown is OpenXmlPackageException or InvalidDataException or FileFormatException or XmlException
        or FormatException or ArgumentException or InvalidOperationException or NotSupportedException or OverflowException or KeyNotFoundException or IOException;
}
