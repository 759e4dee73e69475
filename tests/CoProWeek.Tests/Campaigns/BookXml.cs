using System.IO.Compression;
using System.Text;

namespace CoProWeek.Tests.Campaigns;

/// <summary>A workbook written letter by letter, as other programs write them: what our own writer never does.</summary>
internal static class BookXml
{
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private const string Types = """
        <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
        <Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
        <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
        </Types>
        """;

    private const string Kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private const string Package = "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";

    /// <param name="rows">The rows of the one sheet, as XML.</param>
    /// <param name="shared">The shared strings, each the XML inside its &lt;si&gt;.</param>
    /// <param name="settings">Attributes of workbookPr, such as date1904="1".</param>
    public static byte[] Write(string rows, string[]? shared = null, string settings = "") => Zip(
        ("[Content_Types].xml", Types),
        ("_rels/.rels", $"<Relationships {Package}><Relationship Id=\"r1\" Type=\"{Kind}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml", $"<workbook {Main} xmlns:r=\"{Kind}\"><workbookPr {settings}/><sheets><sheet name=\"Plan\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", $"<Relationships {Package}><Relationship Id=\"r1\" Type=\"{Kind}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{Kind}/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"{Kind}/styles\" Target=\"styles.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", $"<sst {Main}>{string.Concat((shared ?? []).Select(text => $"<si>{text}</si>"))}</sst>"),
        ("xl/styles.xml", $"<styleSheet {Main}><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-809]dddd&quot; the &quot;d mmmm\"/></numFmts><cellXfs><xf/><xf numFmtId=\"14\"/><xf numFmtId=\"20\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet {Main}><sheetData>{rows}</sheetData></worksheet>"));

    public static byte[] Zip(params (string Name, string Text)[] files) => Zip([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]);

    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create))
            foreach (var (name, content) in files)
            {
                using var to = zip.CreateEntry(name).Open();
                to.Write(content);
            }
        return bytes.ToArray();
    }

    /// <summary>A row of texts, each in its cell.</summary>
    public static string Row(params string[] cells) =>
        $"<row>{string.Concat(cells.Select(cell => cell.StartsWith("<c", StringComparison.Ordinal) ? cell : $"<c t=\"inlineStr\"><is><t>{cell}</t></is></c>"))}</row>";
}
