using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace CoProWeek.Networks.X.Archives;

/// <summary>Writes a plain post as X's v2 would have told it, and has that read by the one reading there is.</summary>
internal static class XPlainJson
{
    public static Archived Read(XPlainPost post)
    {
        var bytes = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(bytes))
            Write(json, post);
        using var document = JsonDocument.Parse(bytes.WrittenMemory);
        var users = new Dictionary<long, JsonElement>();
        var media = XIncludes.ById(document.RootElement.Field("attachments"), "media", item => item.Text("media_key") ?? "");
        var found = XFoundPost.Read(document.RootElement, users, media)!;
        return new Archived.Post(found with { Author = post.Author, Raw = post.Raw }) { ReadAt = post.ReadAt, AroundIt = post.AroundIt };
    }

    private static void Write(Utf8JsonWriter json, XPlainPost post)
    {
        json.WriteStartObject();
        Id(json, "id", post.Id);
        Id(json, "author_id", 1); // put right afterwards: a made-up one is below 0, which no id of X's is
        if (post.PostedAt is { } at)
            json.WriteString("created_at", at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("text", post.Text);
        json.WriteString("lang", post.Lang);
        Id(json, "conversation_id", post.ConversationId);
        References(json, post);
        Entities(json, post);
        Media(json, post);
        Numbers(json, post.Numbers);
        json.WriteEndObject();
    }

    private static void References(Utf8JsonWriter json, XPlainPost post)
    {
        json.WriteStartArray("referenced_tweets");
        foreach (var (type, id) in new[] { ("replied_to", post.ReplyTo), ("quoted", post.QuoteOf), ("retweeted", post.RepostOf) })
        {
            if (id is null)
                continue;
            json.WriteStartObject();
            json.WriteString("type", type);
            Id(json, "id", id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Entities(Utf8JsonWriter json, XPlainPost post)
    {
        json.WriteStartObject("entities");
        Rows(json, "hashtags", post.Tags ?? XWords.Tags(post.Text), tag => json.WriteString("tag", tag));
        Rows(json, "mentions", post.Handles ?? XWords.Handles(post.Text), handle => json.WriteString("username", handle));
        Rows(json, "urls", post.Links ?? XWords.Links(post.Text).Select(link => new XPlainLink(link, link)), link => Link(json, link));
        json.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter json, XPlainLink link)
    {
        json.WriteString("url", link.Short);
        json.WriteString("expanded_url", link.Long);
        if (link.Picture is not null)
            json.WriteString("media_key", link.Picture);
    }

    private static void Media(Utf8JsonWriter json, XPlainPost post)
    {
        if (post.Media.Count == 0)
            return;
        json.WriteStartObject("attachments");
        json.WriteStartArray("media_keys");
        foreach (var item in post.Media)
            json.WriteStringValue(item.Key);
        json.WriteEndArray();
        Rows(json, "media", post.Media, item =>
        {
            json.WriteString("media_key", item.Key);
            json.WriteString("type", item.Type);
        });
        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, FoundNumbers numbers)
    {
        json.WriteStartObject("public_metrics");
        Number(json, "impression_count", numbers.Views);
        Number(json, "like_count", numbers.Likes);
        Number(json, "reply_count", numbers.Replies);
        Number(json, "retweet_count", numbers.Reposts);
        Number(json, "quote_count", numbers.Quotes);
        Number(json, "bookmark_count", numbers.Bookmarks);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, long? count)
    {
        if (count is { } known)
            json.WriteNumber(name, known);
    }

    private static void Id(Utf8JsonWriter json, string name, long? id)
    {
        if (id is { } known)
            json.WriteString(name, known.ToString(CultureInfo.InvariantCulture));
    }

    private static void Rows<T>(Utf8JsonWriter json, string name, IEnumerable<T> rows, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            write(row);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
