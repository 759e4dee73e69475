using System.Text.Json;

namespace CoProWeek.Networks.X.Archives;

/// <summary>Reads the rows of a table, one post a row, by the names of its columns.</summary>
internal abstract class XTable
{
    /// <summary>What kind of table its headings say that it is.</summary>
    /// <exception cref="FormatException">Headings that nobody knows, and no mapping; the message says what to do.</exception>
    public static XTable Of(IReadOnlyList<string> headings, XTableMapping? mapping)
    {
        var columns = new XColumns(headings);
        if (mapping is not null)
            return new XMappedTable(columns, mapping);
        if (columns.Has("author_id") && columns.Has("id"))
            return new XTwarcTable(columns);
        if (columns.Has("status_id") && columns.Has("screen_name"))
            return new XMappedTable(columns, XTableMapping.Rtweet);
        if (columns.Has("id_str") && columns.Has("from_user"))
            return new XMappedTable(columns, XTableMapping.Tags);
        throw new FormatException($"its columns are none of TAGS, rtweet or twarc-csv ({string.Join(", ", headings.Take(6))} …): say with --mapping which is which; coproweek collect import --help shows how");
    }

    public abstract Archived Read(IReadOnlyList<string> cells);
}

/// <summary>Which cell stands under which heading.</summary>
internal sealed class XColumns
{
    private readonly Dictionary<string, int> byName = new(StringComparer.OrdinalIgnoreCase);

    public XColumns(IReadOnlyList<string> headings)
    {
        Names = headings;
        for (var n = 0; n < headings.Count; n++)
            byName.TryAdd(headings[n].Trim(), n);
    }

    public IReadOnlyList<string> Names { get; }

    public bool Has(string name) => byName.ContainsKey(name);

    /// <summary>Null where it is empty, or says "NA" as R does.</summary>
    public string? Cell(IReadOnlyList<string> cells, string? name) =>
        name is not null && byName.TryGetValue(name, out var n) && n < cells.Count && cells[n].Trim() is { Length: > 0 } cell && cell is not ("NA" or "None" or "nan") ? cell : null;

    /// <summary>The row as it stood, by its headings.</summary>
    public string AsJson(IReadOnlyList<string> cells) =>
        JsonSerializer.Serialize(Names.Zip(cells).Where(pair => pair.First != "").DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second), Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
