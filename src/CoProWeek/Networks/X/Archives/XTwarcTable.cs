using System.Text.Json;
using System.Text.Json.Nodes;

namespace CoProWeek.Networks.X.Archives;

/// <summary>twarc-csv: a flattened v2 post, its fields' paths as headings. It is put together again, and read as one.</summary>
internal sealed class XTwarcTable(XColumns columns) : XTable
{
    private const string References = "referenced_tweets.";

    public override Archived Read(IReadOnlyList<string> cells)
    {
        if (XPlainCells.Id(columns.Cell(cells, "id")) is null)
            return new Archived.Broken(XPlainCells.WhyNoId(columns.Cell(cells, "id")));
        var post = new JsonObject();
        var references = new JsonArray();
        foreach (var name in columns.Names)
        {
            if (columns.Cell(cells, name) is not { } cell || name == "")
                continue;
            if (name.StartsWith(References, StringComparison.Ordinal) && name.EndsWith(".id", StringComparison.Ordinal))
                references.Add(new JsonObject { ["type"] = name[References.Length..^3], ["id"] = XPlainCells.Id(cell)?.ToString() });
            else
                Put(post, name.Split('.'), Value(cell));
        }
        if (references.Count > 0)
            post["referenced_tweets"] = references;
        using var json = JsonDocument.Parse(post.ToJsonString());
        return XArchivedPage.Flattened(json.RootElement);
    }

    private static void Put(JsonObject into, string[] path, JsonNode? value)
    {
        foreach (var step in path[..^1])
        {
            if (into[step] is not JsonObject inner)
                into[step] = inner = [];
            into = inner;
        }
        into[path[^1]] = value;
    }

    /// <summary>Lists and objects are written as JSON; whatever else looks like it and is none is text.</summary>
    private static JsonNode? Value(string cell)
    {
        if (cell[0] is not ('[' or '{'))
            return cell;
        try
        {
            return JsonNode.Parse(cell);
        }
        catch (JsonException)
        {
            return cell;
        }
    }
}
