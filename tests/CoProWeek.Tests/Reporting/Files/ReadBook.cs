using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Tests.Reporting.Files;

/// <summary>A workbook as another program reads it: its sheets in their order, each with its rows.</summary>
internal sealed class ReadBook
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private ReadBook(IReadOnlyList<ReadSheet> sheets) => Sheets = sheets;

    public IReadOnlyList<ReadSheet> Sheets { get; }

    public ReadSheet this[string name] => Sheets.Single(sheet => sheet.Name == name);

    public static ReadBook Of(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false));
        var asTyped = Load(zip, "xl/styles.xml").Descendants(Main + "cellXfs").Single().Elements(Main + "xf").Select(format => (string?)format.Attribute("quotePrefix") is "1" or "true").ToList();
        var names = Load(zip, "xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => sheet.Attribute("name")!.Value);
        return new([.. names.Select((name, n) => new ReadSheet(name, [.. Load(zip, $"xl/worksheets/sheet{n + 1}.xml").Descendants(Main + "row").Select(row => Row(row, asTyped))]))]);
    }

    private static IReadOnlyList<ReadCell> Row(XElement row, List<bool> asTyped)
    {
        var cells = new List<ReadCell>();
        foreach (var cell in row.Elements(Main + "c"))
        {
            while (cells.Count < cell.Attribute("r")!.Value[0] - 'A')
                cells.Add(new("", null, IsAsTyped: false));
            Assert.Null(cell.Element(Main + "f"));
            var number = (string?)cell.Attribute("t") is null;
            var text = number ? cell.Element(Main + "v")!.Value : SheetText.Unescape(cell.Descendants(Main + "t").Single().Value);
            cells.Add(new(text, number ? decimal.Parse(text, CultureInfo.InvariantCulture) : null, asTyped[(int)cell.Attribute("s")!]));
        }
        return cells;
    }

    private static XDocument Load(ZipArchive zip, string part)
    {
        using var stream = zip.GetEntry(part)!.Open();
        return XDocument.Load(stream, LoadOptions.PreserveWhitespace);
    }
}

internal sealed record ReadSheet(string Name, IReadOnlyList<IReadOnlyList<ReadCell>> Rows)
{
    /// <summary>Rows below the headings, of which one is this.</summary>
    public IReadOnlyList<IReadOnlyList<ReadCell>> Under(string heading) => [.. Rows.SkipWhile(row => !row.Any(cell => cell.Text == heading)).Skip(1)];

    public IReadOnlyList<ReadCell> Column(string heading)
    {
        var column = Rows.First(row => row.Any(cell => cell.Text == heading)).Select(cell => cell.Text).ToList().IndexOf(heading);
        return [.. Under(heading).Select(row => row.Count > column ? row[column] : new("", null, IsAsTyped: false))];
    }
}

/// <param name="Text">As it stands in the file.</param>
/// <param name="Number">Null where it is a text.</param>
/// <param name="IsAsTyped">As if typed after an apostrophe: it cannot become a formula.</param>
internal sealed record ReadCell(string Text, decimal? Number, bool IsAsTyped);
