using System.Globalization;
using System.Text;
using System.Xml;
using CoProWeek.Campaigns;

namespace CoProWeek.Reporting.Ties;

/// <summary>Writes a graph as GEXF 1.3, which Gephi and others open: row by row, so that it is never held whole.</summary>
internal static class Gexf
{
    public const string Namespace = "http://gexf.net/1.3";
    public const string ContentType = "application/gexf+xml";

    private static readonly XmlWriterSettings Settings = new() { Async = true, Indent = true, CloseOutput = false, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    /// <param name="to">Is left open.</param>
    /// <param name="graph">As it was opened.</param>
    /// <param name="campaign">Whose it is.</param>
    /// <param name="span">Of these days.</param>
    /// <param name="madeAt">Campaign time, UTC.</param>
    /// <param name="isFull">With other people's handles; without them they are numbers.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task WriteAsync(Stream to, TieGraph graph, Campaign campaign, ReportSpan span, DateTimeOffset madeAt, bool isFull, CancellationToken stop)
    {
        await using var xml = XmlWriter.Create(to, Settings);
        await xml.WriteStartDocumentAsync();
        await StartAsync(xml, "gexf", ("version", "1.3"));
        await StartAsync(xml, "meta", ("lastmodifieddate", FormattableString.Invariant($"{madeAt.UtcDateTime:yyyy-MM-dd}")));
        await xml.WriteElementStringAsync(null, "creator", Namespace, "CoProWeek");
        await xml.WriteElementStringAsync(null, "description", Namespace, Clean(Description(campaign, span, isFull)));
        await xml.WriteEndElementAsync();
        await StartAsync(xml, "graph", ("defaultedgetype", "directed"), ("mode", "static"));
        await AttributesAsync(xml, "node", ("ours", "boolean"), ("posts", "integer"));
        await AttributesAsync(xml, "edge", ("answers", "integer"), ("quotes", "integer"), ("namings", "integer"));
        await NodesAsync(xml, graph, isFull, stop);
        await EdgesAsync(xml, graph, stop);
        await xml.WriteEndElementAsync();
        await xml.WriteEndElementAsync();
        await xml.WriteEndDocumentAsync();
    }

    private static string Description(Campaign campaign, ReportSpan span, bool isFull) =>
        $"Who answers, quotes or names whom in posts with {Words.Hashtags(campaign)} on X, {Words.Days(span.From, span.To, "to")}. A tie's weight is its number of posts.{(isFull ? " Other people's handles are in it: X's terms let you not publish it." : " Other people's handles are left out: it may be published.")}";

    private static async Task NodesAsync(XmlWriter xml, TieGraph graph, bool isFull, CancellationToken stop)
    {
        await StartAsync(xml, "nodes");
        await foreach (var node in graph.NodesAsync().WithCancellation(stop))
        {
            await StartAsync(xml, "node", ("id", Number(node.N)), ("label", Clean(node.Label(isFull))));
            await ValuesAsync(xml, ("ours", node.IsOurs ? "true" : "false"), ("posts", Number(node.Posts)));
            await xml.WriteEndElementAsync();
        }
        await xml.WriteEndElementAsync();
    }

    private static async Task EdgesAsync(XmlWriter xml, TieGraph graph, CancellationToken stop)
    {
        await StartAsync(xml, "edges");
        var n = 0L;
        await foreach (var edge in graph.EdgesAsync().WithCancellation(stop))
        {
            await StartAsync(xml, "edge", ("id", Number(++n)), ("source", Number(edge.Source)), ("target", Number(edge.Target)), ("weight", Number(edge.Posts)));
            await ValuesAsync(xml, ("answers", Number(edge.Answers)), ("quotes", Number(edge.Quotes)), ("namings", Number(edge.Namings)));
            await xml.WriteEndElementAsync();
        }
        await xml.WriteEndElementAsync();
    }

    private static async Task AttributesAsync(XmlWriter xml, string of, params (string Id, string Type)[] attributes)
    {
        await StartAsync(xml, "attributes", ("class", of));
        foreach (var (id, type) in attributes)
        {
            await StartAsync(xml, "attribute", ("id", id), ("title", id), ("type", type));
            await xml.WriteEndElementAsync();
        }
        await xml.WriteEndElementAsync();
    }

    private static async Task ValuesAsync(XmlWriter xml, params (string For, string Value)[] values)
    {
        await StartAsync(xml, "attvalues");
        foreach (var (attribute, value) in values)
        {
            await StartAsync(xml, "attvalue", ("for", attribute), ("value", value));
            await xml.WriteEndElementAsync();
        }
        await xml.WriteEndElementAsync();
    }

    private static async Task StartAsync(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        await xml.WriteStartElementAsync(null, name, Namespace);
        foreach (var (attribute, value) in attributes)
            await xml.WriteAttributeStringAsync(null, attribute, null, value);
    }

    private static string Number(long n) => n.ToString(CultureInfo.InvariantCulture);

    /// <summary>What XML cannot hold, as a name out of an archive may, is shown as a letter that is not known.</summary>
    private static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(letter => letter.Value > char.MaxValue || XmlConvert.IsXmlChar((char)letter.Value) ? letter.ToString() : "\uFFFD"));
}
