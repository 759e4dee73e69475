using System.Globalization;
using System.Text.Json;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>Writes the crowd as X's v2 tells it, in either family of field names.</summary>
internal sealed class MadeJson(MadePosts posts, bool newer = false)
{
    private static readonly JsonWriterOptions Bare = new() { SkipValidation = true };

    /// <summary>One post a line, with all that belongs to it inside.</summary>
    public void WriteFlattened(Stream to, int from, int count)
    {
        using var json = new Utf8JsonWriter(to, Bare);
        for (var n = from; n < from + count; n++)
        {
            Post(json, posts.Line(n), isWhole: true, referenced: null);
            End(json, to);
        }
    }

    /// <summary>A hundred posts a line.</summary>
    public void WritePages(Stream to, int from, int count, int size = 100)
    {
        using var json = new Utf8JsonWriter(to, Bare);
        for (var first = from; first < from + count; first += size)
        {
            Page(json, [.. Enumerable.Range(first, Math.Min(size, from + count - first)).Select(posts.Line)]);
            End(json, to);
        }
    }

    private static void End(Utf8JsonWriter json, Stream to)
    {
        json.Flush();
        to.WriteByte((byte)'\n');
        json.Reset();
    }

    private void Page(Utf8JsonWriter json, IReadOnlyList<MadePost> page)
    {
        json.WriteStartObject();
        json.WriteStartArray("data");
        foreach (var post in page)
            Post(json, post, isWhole: false, referenced: null);
        json.WriteEndArray();
        var around = page.Select(post => post.Reference).OfType<int>().Distinct().Select(n => posts.Post(n)).ToList();
        json.WriteStartObject("includes");
        json.WriteStartArray("users");
        foreach (var author in page.Concat(around).Select(post => post.Author).DistinctBy(author => author.Id))
            MadeSundry.User(json, newer, author, page.Max(post => post.ReadAt));
        json.WriteEndArray();
        json.WriteStartArray(newer ? "posts" : "tweets");
        foreach (var post in around)
            Post(json, post, isWhole: false, referenced: null);
        json.WriteEndArray();
        Media(json, page.SelectMany(Keys));
        json.WriteEndObject();
        json.WriteStartObject("meta");
        json.WriteNumber("result_count", page.Count);
        json.WriteEndObject();
        MadeSundry.Read(json, page.Max(post => post.ReadAt));
        json.WriteEndObject();
    }

    private void Post(Utf8JsonWriter json, MadePost post, bool isWhole, string? referenced)
    {
        json.WriteStartObject();
        if (referenced is not null)
            json.WriteString("type", referenced);
        Id(json, "id", post.Id);
        Id(json, "author_id", post.Author.Id);
        json.WriteString("created_at", post.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteStartArray(newer ? "edit_history_post_ids" : "edit_history_tweet_ids");
        foreach (var id in new[] { post.FirstId, post.Id }.Distinct())
            json.WriteStringValue(id.ToString(CultureInfo.InvariantCulture));
        json.WriteEndArray();
        json.WriteString("lang", "en");
        Id(json, "conversation_id", post.Reference is { } first && post.Type == "replied_to" ? posts.Post(first).Id : post.Id);
        Words(json, post);
        Numbers(json, post);
        MadeSundry.Write(json, post);
        if (post.Pictures > 0)
            Attached(json, post, isWhole);
        if (post.Reference is { } reference && referenced is null)
            References(json, post, posts.Post(reference), isWhole);
        if (isWhole || referenced is not null)
            Author(json, post);
        if (isWhole)
            MadeSundry.Read(json, post.ReadAt);
        json.WriteEndObject();
    }

    private void Words(Utf8JsonWriter json, MadePost post)
    {
        var text = post.Type == "retweeted" ? MadeText.Repeated(posts.Post(post.Reference!.Value)) : post.IsLong ? MadeText.Cut(post) : MadeText.Of(post);
        json.WriteString("text", text.Text);
        Entities(json, text);
        if (!post.IsLong || post.Type == "retweeted")
            return;
        json.WriteStartObject(newer ? "note_post" : "note_tweet");
        json.WriteString("text", MadeText.Of(post).Text);
        Entities(json, MadeText.Of(post));
        json.WriteEndObject();
    }

    private static void Entities(Utf8JsonWriter json, MadeText text)
    {
        if (text is { Tags: [], Handles: [], Links: [] })
            return;
        json.WriteStartObject("entities");
        Marks(json, "hashtags", text.Tags, (tag, _) => json.WriteString("tag", tag));
        Marks(json, "mentions", text.Handles, (handle, _) => json.WriteString("username", handle));
        Marks(json, "urls", text.Links, (link, _) =>
        {
            json.WriteString("url", link.Short);
            json.WriteString("expanded_url", link.Long);
            json.WriteString("display_url", link.Long[8..]);
            if (link.Key is not null)
                json.WriteString("media_key", link.Key);
        });
        json.WriteEndObject();
    }

    private static void Marks<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> marks, Action<T, int> write)
    {
        if (marks.Count == 0)
            return;
        json.WriteStartArray(name);
        for (var n = 0; n < marks.Count; n++)
        {
            json.WriteStartObject();
            json.WriteNumber("start", 10 * n);
            json.WriteNumber("end", (10 * n) + 9);
            write(marks[n], n);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private void Numbers(Utf8JsonWriter json, MadePost post)
    {
        var numbers = post.Type == "retweeted" ? [0, 0, 0, posts.Post(post.Reference!.Value).Numbers[3], 0, 0] : post.Numbers;
        json.WriteStartObject("public_metrics");
        json.WriteNumber("impression_count", numbers[0]);
        json.WriteNumber("like_count", numbers[1]);
        json.WriteNumber("reply_count", numbers[2]);
        json.WriteNumber(newer ? "repost_count" : "retweet_count", numbers[3]);
        json.WriteNumber("quote_count", numbers[4]);
        json.WriteNumber("bookmark_count", numbers[5]);
        json.WriteEndObject();
    }

    private void References(Utf8JsonWriter json, MadePost post, MadePost other, bool isWhole)
    {
        var type = newer && post.Type == "retweeted" ? "reposted" : post.Type;
        json.WriteStartArray(newer ? "referenced_posts" : "referenced_tweets");
        if (isWhole)
        {
            Post(json, other, isWhole: false, referenced: type);
        }
        else
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            Id(json, "id", other.Id);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Attached(Utf8JsonWriter json, MadePost post, bool isWhole)
    {
        json.WriteStartObject("attachments");
        json.WriteStartArray("media_keys");
        foreach (var key in Keys(post))
            json.WriteStringValue(key);
        json.WriteEndArray();
        if (isWhole)
            Media(json, Keys(post));
        json.WriteEndObject();
    }

    private static void Media(Utf8JsonWriter json, IEnumerable<string> keys)
    {
        json.WriteStartArray("media");
        foreach (var key in keys.Distinct())
        {
            json.WriteStartObject();
            json.WriteString("media_key", key);
            json.WriteString("type", "photo");
            json.WriteString("url", $"https://pbs.example.org/media/{key}.jpg");
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static IEnumerable<string> Keys(MadePost post) => Enumerable.Range(0, post.Pictures).Select(n => $"3_{post.Id + n}");

    private void Author(Utf8JsonWriter json, MadePost post)
    {
        json.WritePropertyName("author");
        MadeSundry.User(json, newer, post.Author, post.ReadAt);
    }

    private static void Id(Utf8JsonWriter json, string name, long id) => json.WriteString(name, id.ToString(CultureInfo.InvariantCulture));
}
