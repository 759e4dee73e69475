using System.Text;

namespace CoProWeek.Collecting.Archives;

/// <summary>
/// Parts lines into the rows of a table. A quoted cell may hold ends of lines; a quote that never ends would swallow all that follows,
/// so a row that does not come out right costs its first line, and the others are read again.
/// </summary>
internal sealed class TableReader(IEnumerator<RawRecord> lines)
{
    private const int MostLines = 1_000;

    private static readonly Encoding Strict = new UTF8Encoding(false, throwOnInvalidBytes: true);

    private static readonly string Remark = Encoding.UTF8.GetString(RejectFile.Mark);

    private readonly LinkedList<TableLine> waiting = new();
    private char separator = ',';
    private int width;

    /// <summary>The first row.</summary>
    public IReadOnlyList<string> Headings()
    {
        if (Peek(0) is not { } first)
            return [];
        separator = new[] { ',', ';', '\t' }.MaxBy(mark => first.Text.Count(letter => letter == mark));
        var headings = Row() is { Cells: { } cells } ? cells : [];
        width = headings.Count;
        return headings;
    }

    /// <summary>The next row, or what is wrong with it; null after the last one.</summary>
    public TableRow? Row()
    {
        if (Peek(0) is not { } first)
            return null;
        if (first.Problem != "")
            return Taken(1, null, first.Problem);
        if (first.Text.StartsWith(Remark, StringComparison.Ordinal))
            return Taken(1, null, "") with { IsRemark = true };
        var (text, count) = (new StringBuilder(first.Text), 1);
        while (IsOpen(text) && count < MostLines && Peek(count) is { Problem: "" } next)
        {
            text.Append('\n').Append(next.Text);
            count++;
        }
        if (IsOpen(text))
            return Taken(1, null, "a quoted cell in it does not end");
        var cells = Cells(text.ToString());
        return width == 0 || cells.Count == width ? Taken(count, cells, "") : Taken(1, null, $"it has {cells.Count} cells under {width} headings");
    }

    private TableRow Taken(int count, IReadOnlyList<string>? cells, string problem)
    {
        var (number, text) = (waiting.First!.Value.Number, new StringBuilder());
        for (var n = 0; n < count; n++)
        {
            text.Append(n == 0 ? "" : "\n").Append(waiting.First!.Value.Text);
            waiting.RemoveFirst();
        }
        return new TableRow(number, text.ToString(), cells, problem);
    }

    private TableLine? Peek(int ahead)
    {
        while (waiting.Count <= ahead)
        {
            if (!lines.MoveNext())
                return null;
            waiting.AddLast(Decoded(lines.Current));
        }
        return ahead == 0 ? waiting.First!.Value : waiting.Last!.Value;
    }

    private static TableLine Decoded(RawRecord line)
    {
        try
        {
            return new TableLine(line.Number, Strict.GetString(line.Bytes.Span).TrimStart('\uFEFF'), line.Problem);
        }
        catch (DecoderFallbackException)
        {
            return new TableLine(line.Number, Encoding.Latin1.GetString(line.Bytes.Span), "it is not UTF-8: save the table as \"CSV UTF-8\"");
        }
    }

    private static bool IsOpen(StringBuilder text)
    {
        var quotes = 0;
        foreach (var chunk in text.GetChunks())
            quotes += chunk.Span.Count('"');
        return quotes % 2 == 1;
    }

    private List<string> Cells(string row)
    {
        var cells = new List<string>();
        var (cell, isQuoted) = (new StringBuilder(), false);
        for (var at = 0; at < row.Length; at++)
        {
            var isQuote = row[at] == '"';
            if (isQuoted && isQuote && at + 1 < row.Length && row[at + 1] == '"')
                cell.Append(row[at++]);
            else if (isQuote && (isQuoted || cell.Length == 0))
                isQuoted = !isQuoted;
            else if (row[at] == separator && !isQuoted)
                End(cells, cell);
            else
                cell.Append(row[at]);
        }
        cells.Add(cell.ToString());
        return cells;
    }

    private static void End(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString());
        cell.Clear();
    }

    private readonly record struct TableLine(long Number, string Text, string Problem);
}

/// <param name="Number">Of its first line.</param>
/// <param name="Text">As it stood.</param>
/// <param name="Cells">Null where it could not be parted.</param>
/// <param name="Problem">Why not; empty where it could.</param>
internal sealed record TableRow(long Number, string Text, IReadOnlyList<string>? Cells, string Problem)
{
    /// <summary>Of a reject file, about the row under it.</summary>
    public bool IsRemark { get; init; }
}
