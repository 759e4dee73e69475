using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Campaigns.Files;

/// <summary>Which of a workbook's cell formats show a number as a day or a time.</summary>
internal sealed partial class SheetFormats
{
    private readonly bool[] dated;

    private SheetFormats(bool[] dated) => this.dated = dated;

    public static SheetFormats Of(WorkbookPart workbook)
    {
        var sheet = workbook.WorkbookStylesPart?.Stylesheet;
        var codes = (sheet?.NumberingFormats?.Elements<NumberingFormat>() ?? [])
            .Where(format => format.NumberFormatId is not null)
            .GroupBy(format => format.NumberFormatId!.Value)
            .ToDictionary(same => same.Key, same => same.First().FormatCode?.Value ?? "");
        var formats = sheet?.CellFormats?.Elements<CellFormat>() ?? [];
        return new([.. formats.Select(format => IsDated(format.NumberFormatId?.Value ?? 0, codes))]);
    }

    public bool IsDated(uint style) => style < dated.Length && dated[style];

    /// <summary>Excel's own, 14 to 22 and 45 to 47, stand in no file; the others say themselves what they show.</summary>
    private static bool IsDated(uint id, Dictionary<uint, string> codes) => codes.TryGetValue(id, out var code)
        ? DayOrTime().IsMatch(Quoted().Replace(code, ""))
        : id is (>= 14 and <= 22) or (>= 45 and <= 47);

    [GeneratedRegex(@"""[^""]*""|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]")]
    private static partial Regex Quoted();

    [GeneratedRegex("[dmyhs]", RegexOptions.IgnoreCase)]
    private static partial Regex DayOrTime();
}
