using System.Globalization;
using System.Text;
using System.Xml;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Reporting.Files;

/// <summary>One sheet of a workbook, written row by row from the top and never held.</summary>
internal sealed class XlsxSheet : IDisposable
{
    private const string Cut = "…";

    private readonly XmlWriter xml;
    private readonly XlsxPlace place;
    private readonly string[] letters;
    private readonly List<int> merged = [];
    private int headerRow;

    public XlsxSheet(Stream part, XlsxPlace place)
    {
        this.place = place;
        letters = [.. place.Widths.Select((_, n) => Letters(n))];
        xml = XmlWriter.Create(part, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CloseOutput = true });
        xml.WriteStartDocument(standalone: true);
        xml.WriteStartElement("worksheet", XlsxWorkbook.Main);
        Open();
    }

    /// <summary>Rows written so far.</summary>
    public int Rows { get; private set; }

    public bool IsFull => Rows >= place.MostRows;

    /// <summary>The headings of a table. Where nothing but its rows follows, each column can be filtered.</summary>
    public void Header(IEnumerable<FileColumn> columns, bool isLast = true)
    {
        Row([.. columns.Select(column => FileCell.Of(column.Name))], XlsxLook.Header);
        headerRow = isLast ? Rows : 0;
    }

    /// <summary>A line across the whole sheet, as high as its words need.</summary>
    public void Line(string words, XlsxLook look)
    {
        const double LineHeight = 16;
        var height = look is XlsxLook.Title ? 24 : LineHeight * Math.Ceiling((words.Length + 1) / (double)place.Widths.Sum());
        Row([FileCell.Of(words)], look, height);
        if (letters.Length > 1)
            merged.Add(Rows);
    }

    /// <param name="cells">From the first column on.</param>
    /// <param name="look">Of those that are words; else each looks as what it is.</param>
    /// <param name="height">In points; else as the spreadsheet finds it.</param>
    public void Row(IReadOnlyList<FileCell> cells, XlsxLook? look = null, double? height = null)
    {
        Rows++;
        xml.WriteStartElement("row", XlsxWorkbook.Main);
        xml.WriteAttributeString("r", Rows.ToString(CultureInfo.InvariantCulture));
        if (height is { } points)
        {
            xml.WriteAttributeString("ht", points.ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("customHeight", "1");
        }
        for (var n = 0; n < cells.Count; n++)
            Cell(n, cells[n], look);
        xml.WriteEndElement();
    }

    public void Dispose()
    {
        xml.WriteEndElement();
        if (headerRow > 0)
            Single("autoFilter", "ref", $"A{headerRow}:{letters[^1]}{Math.Max(Rows, headerRow)}");
        if (merged.Count > 0)
        {
            xml.WriteStartElement("mergeCells", XlsxWorkbook.Main);
            foreach (var row in merged)
                Single("mergeCell", "ref", $"A{row}:{letters[^1]}{row}");
            xml.WriteEndElement();
        }
        xml.WriteStartElement("pageSetup", XlsxWorkbook.Main);
        foreach (var (name, value) in new[] { ("paperSize", "9"), ("orientation", "landscape"), ("fitToHeight", "0") })
            xml.WriteAttributeString(name, value);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.Dispose();
    }

    private void Open()
    {
        xml.WriteStartElement("sheetPr", XlsxWorkbook.Main);
        Single("pageSetUpPr", "fitToPage", "1");
        xml.WriteEndElement();
        xml.WriteStartElement("sheetViews", XlsxWorkbook.Main);
        xml.WriteStartElement("sheetView", XlsxWorkbook.Main);
        xml.WriteAttributeString("workbookViewId", "0");
        if (place.Frozen > 0)
        {
            xml.WriteStartElement("pane", XlsxWorkbook.Main);
            foreach (var (name, value) in new[] { ("ySplit", $"{place.Frozen}"), ("topLeftCell", $"A{place.Frozen + 1}"), ("activePane", "bottomLeft"), ("state", "frozen") })
                xml.WriteAttributeString(name, value);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("cols", XlsxWorkbook.Main);
        foreach (var (n, width) in place.Widths.Index())
        {
            xml.WriteStartElement("col", XlsxWorkbook.Main);
            foreach (var (name, value) in new[] { ("min", $"{n + 1}"), ("max", $"{n + 1}"), ("width", $"{width}"), ("customWidth", "1") })
                xml.WriteAttributeString(name, value);
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        xml.WriteStartElement("sheetData", XlsxWorkbook.Main);
    }

    private void Cell(int column, FileCell cell, XlsxLook? look)
    {
        if (cell.IsEmpty)
            return;
        xml.WriteStartElement("c", XlsxWorkbook.Main);
        xml.WriteAttributeString("r", string.Create(CultureInfo.InvariantCulture, $"{letters[column]}{Rows}"));
        xml.WriteAttributeString("s", ((int)(cell.Words is null ? LookOf(cell) : look ?? LookOf(cell))).ToString(CultureInfo.InvariantCulture));
        if (cell.Words is { } words)
            Inline(words.Length <= SheetText.Limit ? words : Shortened(words));
        else
            xml.WriteElementString("v", XlsxWorkbook.Main, Serial(cell).ToString(CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }

    private void Inline(string words)
    {
        xml.WriteAttributeString("t", "inlineStr");
        xml.WriteStartElement("is", XlsxWorkbook.Main);
        xml.WriteStartElement("t", XlsxWorkbook.Main);
        if (words is [' ' or '\t' or '\r' or '\n', ..] or [.., ' ' or '\t' or '\r' or '\n'])
            xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(SheetText.Escape(words));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private XlsxLook LookOf(FileCell cell) => cell switch
    {
        { IsUnknown: true } => XlsxLook.Unknown,
        { Number: { } number } => decimal.IsInteger(number) ? XlsxLook.Number : XlsxLook.Decimal,
        { Day: not null } => XlsxLook.Day,
        { At: not null } => XlsxLook.Instant,
        { Words: ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] } => place.Wraps ? XlsxLook.WrappedAsTyped : XlsxLook.TextAsTyped,
        _ => place.Wraps ? XlsxLook.Wrapped : XlsxLook.Text,
    };

    /// <summary>A workbook counts days; a part of one is a time of day.</summary>
    private decimal Serial(FileCell cell)
    {
        if (cell.Number is { } number)
            return number;
        if (cell.Day is { } day)
            return SheetCell.Of(day);
        var wall = TimeZoneInfo.ConvertTime(cell.At!.Value, place.Zone).DateTime;
        return Math.Round(SheetCell.Of(DateOnly.FromDateTime(wall)) + SheetCell.Of(TimeOnly.FromDateTime(wall)), 8);
    }

    private static string Shortened(string words)
    {
        var end = SheetText.Limit - Cut.Length;
        return words[..(char.IsHighSurrogate(words[end - 1]) ? end - 1 : end)] + Cut;
    }

    private void Single(string element, string name, string value)
    {
        xml.WriteStartElement(element, XlsxWorkbook.Main);
        xml.WriteAttributeString(name, value);
        xml.WriteEndElement();
    }

    private static string Letters(int column) => column < 26 ? $"{(char)('A' + column)}" : $"{(char)('A' + column / 26 - 1)}{(char)('A' + column % 26)}";
}

/// <summary>What a sheet is begun with.</summary>
internal sealed record XlsxPlace
{
    /// <summary>Of its columns, in letters.</summary>
    public required IReadOnlyList<int> Widths { get; init; }

    /// <summary>In which instants are printed.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Rows that stay in sight.</summary>
    public int Frozen { get; init; }

    /// <summary>Long words are broken into lines; else a row stays one line high.</summary>
    public bool Wraps { get; init; } = true;

    /// <summary>No sheet holds more.</summary>
    public int MostRows { get; init; } = XlsxWorkbook.MostRows;
}
