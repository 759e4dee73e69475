using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CoProWeek.Networks.X.Archives;

/// <summary>A table of plain values under columns that a mapping names.</summary>
internal sealed class XMappedTable : XTable
{
    private readonly XColumns columns;
    private readonly XTableMapping mapping;

    public XMappedTable(XColumns columns, XTableMapping mapping)
    {
        (this.columns, this.mapping) = (columns, mapping);
        if (!Has("id") || !Has("text") || !(Has("author_id") || Has("handle")))
            throw new FormatException($"it lacks a column that is needed: {string.Join(", ", new[] { "id", "text", "author_id", "handle" }.Where(field => !Has(field)).Select(field => $"{field} ({mapping.Of(field) ?? "not named"})"))}");
    }

    public override Archived Read(IReadOnlyList<string> cells)
    {
        var row = new Row(columns, mapping, cells);
        if (XPlainCells.Id(row["id"]) is not { } id)
            return new Archived.Broken(XPlainCells.WhyNoId(row["id"]));
        if (Author(row) is not { } author)
            return new Archived.Broken("it has no author");
        var post = Post(row, id, author);
        return XPlainJson.Read(row["entities"] is { } entities ? Marked(post, entities) : post);
    }

    private bool Has(string field) => mapping.Of(field) is { } column && columns.Has(column);

    private XPlainPost Post(Row row, long id, FoundAuthor author)
    {
        var repostOf = RepostOf(row);
        return new XPlainPost
        {
            Id = id,
            Author = author,
            Text = row["text"] ?? "",
            PostedAt = XOldTime.Read(row["posted_at"]),
            Lang = row["lang"] ?? "",
            ConversationId = XPlainCells.Id(row["conversation"]),
            ReplyTo = XPlainCells.Id(row["reply_to"]),
            QuoteOf = repostOf is null ? XPlainCells.Id(row["quote_of"]) : null,
            RepostOf = repostOf,
            Tags = row["hashtags"] is { } tags ? XPlainCells.List(tags) : null,
            Handles = row["mentions"] is { } handles ? XPlainCells.List(handles) : null,
            Links = row["links"] is { } links ? [.. XPlainCells.List(links).Select(link => new XPlainLink(link, link))] : null,
            Numbers = Numbers(row),
            AroundIt = [.. XWords.Tags(row["text_around"] ?? ""), .. XWords.Tags(row["tags_around"] ?? "")],
            ReadAt = XOldTime.Read(row["read_at"]),
            Raw = columns.AsJson(row.Cells),
        };
    }

    /// <summary>Where nobody says of what, a repost is told by a column of its own or by how it begins.</summary>
    private long? RepostOf(Row row) => XPlainCells.Id(row["repost_of"]) ?? (row["is_repost"] switch
    {
        null when !Has("is_repost") && !Has("repost_of") => XWords.IsRepost(row["text"] ?? ""),
        { } said => said.Equals("true", StringComparison.OrdinalIgnoreCase) || said is "1" or "T" || said.Equals("yes", StringComparison.OrdinalIgnoreCase),
        null => false,
    } ? 0 : null);

    private static FoundNumbers Numbers(Row row) => new()
    {
        Views = XPlainCells.Count(row["views"]),
        Likes = XPlainCells.SmallCount(row["likes"]),
        Replies = XPlainCells.SmallCount(row["replies"]),
        Reposts = XPlainCells.SmallCount(row["reposts"]),
        Quotes = XPlainCells.SmallCount(row["quotes"]),
        Bookmarks = XPlainCells.SmallCount(row["bookmarks"]),
    };

    private static FoundAuthor? Author(Row row)
    {
        var handle = (row["handle"] ?? "").TrimStart('@');
        return (XPlainCells.Id(row["author_id"]) ?? (handle == "" ? null : Unnumbered(handle))) is { } id
            ? new FoundAuthor(id, handle, row["name"] ?? "")
            {
                Followers = XPlainCells.SmallCount(row["followers"]),
                Following = XPlainCells.SmallCount(row["following"]),
                Posts = XPlainCells.SmallCount(row["author_posts"]),
            }
            : null;
    }

    /// <summary>Whose number nobody kept is known by the name, under a number below zero, where X has none.</summary>
    private static long Unnumbered(string handle) =>
        -1 - (BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(handle.ToLowerInvariant()))) & (long.MaxValue >> 1));

    /// <summary>TAGS keeps v1.1's marks as JSON in a cell.</summary>
    private static XPlainPost Marked(XPlainPost post, string entities)
    {
        try
        {
            using var json = JsonDocument.Parse(entities);
            var marks = json.RootElement;
            return post with
            {
                Tags = [.. marks.Rows("hashtags").Select(tag => tag.Text("text")).OfType<string>()],
                Handles = [.. marks.Rows("user_mentions").Select(user => user.Text("screen_name")).OfType<string>()],
                Links = [.. marks.Rows("urls").Where(url => url.Text("url") is not null).Select(url => new XPlainLink(url.Text("url")!, url.Text("expanded_url") ?? url.Text("url")!))],
            };
        }
        catch (JsonException)
        {
            return post; // cut off by a spreadsheet: the text says it, too
        }
    }

    private sealed record Row(XColumns Columns, XTableMapping Mapping, IReadOnlyList<string> Cells)
    {
        public string? this[string field] => Columns.Cell(Cells, Mapping.Of(field));
    }
}
