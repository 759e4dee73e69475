using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CoProWeek.Reporting.Files;

/// <summary>
/// A workbook that is written part after part into a zip and held nowhere: a package of the OpenXml library that can also be read keeps
/// every part in memory until it is closed. What names the parts is written last, when all of them are known.
/// </summary>
internal sealed class XlsxWorkbook(Stream to) : IDisposable
{
    public const int MostRows = 1_048_576;
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private const int NameLength = 31;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private readonly ZipArchive zip = new(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8);
    private readonly List<string> names = [];

    /// <summary>The next sheet; the one before it is closed first.</summary>
    /// <param name="name">On its tab: what a tab may not say is left out, and a second one of a name is numbered.</param>
    /// <param name="place">How it is laid out.</param>
    public XlsxSheet Add(string name, XlsxPlace place)
    {
        names.Add(Free(name));
        return new XlsxSheet(Part($"xl/worksheets/sheet{names.Count}.xml"), place);
    }

    /// <summary>Whole: what was not finished is no workbook.</summary>
    public void Finish()
    {
        Write("xl/styles.xml", XlsxStyles.Sheet());
        var sheets = names.Select((name, n) => new Sheet { Name = name, SheetId = (uint)n + 1, Id = $"rId{n + 1}" });
        Write("xl/workbook.xml", new Workbook(new BookViews(new WorkbookView()), new Sheets(sheets)));
        Write("xl/_rels/workbook.xml.rels",
        [
            .. names.Select((_, n) => Relation($"rId{n + 1}", "worksheet", $"worksheets/sheet{n + 1}.xml")), Relation($"rId{names.Count + 1}", "styles", "styles.xml"),
        ], "Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
        Write("_rels/.rels", [Relation("rId1", "officeDocument", "xl/workbook.xml")], "Relationships", "http://schemas.openxmlformats.org/package/2006/relationships");
        Write("[Content_Types].xml",
        [
            """<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>""",
            Override("/xl/workbook.xml", "sheet.main"), Override("/xl/styles.xml", "styles"), .. names.Select((_, n) => Override($"/xl/worksheets/sheet{n + 1}.xml", "worksheet")),
        ], "Types", "http://schemas.openxmlformats.org/package/2006/content-types");
    }

    public void Dispose() => zip.Dispose();

    private static string Relation(string id, string type, string target) => $"""<Relationship Id="{id}" Type="{Relations}/{type}" Target="{target}"/>""";

    private static string Override(string part, string type) => $"""<Override PartName="{part}" ContentType="{Kind}.{type}+xml"/>""";

    private void Write(string part, IEnumerable<string> elements, string root, string space)
    {
        using var writer = new StreamWriter(Part(part), new UTF8Encoding(false));
        writer.Write($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><{root} xmlns="{space}">{string.Concat(elements)}</{root}>""");
    }

    private void Write(string part, OpenXmlElement root)
    {
        using var writer = new StreamWriter(Part(part), new UTF8Encoding(false));
        writer.Write($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{root.OuterXml}""");
    }

    private Stream Part(string name) => zip.CreateEntry(name, CompressionLevel.Fastest).Open();

    private string Free(string name)
    {
        var allowed = Words.First(string.Concat(name.Where(letter => letter is not ('[' or ']' or ':' or '*' or '?' or '/' or '\\' or '\'') && !char.IsControl(letter))), NameLength);
        var free = allowed == "" ? "Sheet" : allowed;
        for (var n = 2; names.Contains(free, StringComparer.OrdinalIgnoreCase); n++)
            free = $"{allowed[..Math.Min(allowed.Length, NameLength - 4)]} {n}";
        return free;
    }
}
