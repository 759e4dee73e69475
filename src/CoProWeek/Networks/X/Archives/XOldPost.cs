using System.Text.Json;

namespace CoProWeek.Networks.X.Archives;

/// <summary>Reads a post as X's v1.1 told it: standard, extended, or as the old stream did.</summary>
internal static class XOldPost
{
    public static Archived Read(JsonElement post) => post.Field("user") is { } user && (user.Number("id_str") ?? user.Number("id")) is { } id
        ? Read(post, new FoundAuthor(id, user.Text("screen_name") ?? "", user.Text("name") ?? "")
        {
            Followers = Count(user, "followers_count"),
            Following = Count(user, "friends_count"),
            Posts = Count(user, "statuses_count"),
        })
        : new Archived.Broken("it has no author", post.GetRawText());

    public static Archived Read(JsonElement post, FoundAuthor author)
    {
        if (Id(post, "id") is not { } id)
            return new Archived.Broken("it has no id", post.GetRawText());
        var whole = post.Field("extended_tweet") ?? post;
        var text = whole.Text("full_text") ?? whole.Text("text") ?? "";
        var (quoted, repeated) = (post.Field("quoted_status"), post.Field("retweeted_status"));
        return XPlainJson.Read(new XPlainPost
        {
            Id = id,
            Author = author,
            Text = text,
            PostedAt = XOldTime.Read(post.Text("created_at")),
            Lang = post.Text("lang") is { } lang and not "und" ? lang : "",
            ReplyTo = Id(post, "in_reply_to_status_id"),
            QuoteOf = repeated is null ? Id(post, "quoted_status_id") ?? Id(quoted, "id") : null,
            RepostOf = repeated is null ? null : Id(repeated, "id") ?? 0,
            Tags = Marked(whole, "hashtags", "text"),
            Handles = Marked(whole, "user_mentions", "screen_name"),
            Links = whole.Field("entities") is null ? null : [.. Links(whole)],
            Media = [.. Pictures(whole).Select(picture => new FoundMedia(Key(picture), picture.Text("type") ?? "")).DistinctBy(media => media.Key)],
            Numbers = Numbers(post),
            AroundIt = [.. new[] { quoted, repeated, repeated?.Field("quoted_status") }.OfType<JsonElement>().SelectMany(TagsOf)],
            Raw = post.GetRawText(),
        });
    }

    private static FoundNumbers Numbers(JsonElement post) => new()
    {
        Likes = Count(post, "favorite_count"),
        Reposts = Count(post, "retweet_count"),
        Replies = Count(post, "reply_count"),
        Quotes = Count(post, "quote_count"),
    };

    private static IEnumerable<string> TagsOf(JsonElement post)
    {
        var whole = post.Field("extended_tweet") ?? post;
        return Marked(whole, "hashtags", "text") ?? XWords.Tags(whole.Text("full_text") ?? whole.Text("text") ?? "");
    }

    private static List<string>? Marked(JsonElement post, string kind, string name) =>
        post.Field("entities") is { } entities ? [.. entities.Rows(kind).Select(row => row.Text(name)).OfType<string>()] : null;

    private static IEnumerable<XPlainLink> Links(JsonElement post)
    {
        var words = post.Field("entities")?.Rows("urls") ?? [];
        var links = words.Select(url => (Short: url.Text("url"), Long: url.Text("expanded_url"), Picture: (string?)null));
        var pictures = Pictures(post).Select(picture => (Short: picture.Text("url"), Long: picture.Text("expanded_url"), Picture: (string?)Key(picture)));
        return links.Concat(pictures).Where(link => link.Short is not null).Select(link => new XPlainLink(link.Short!, link.Long ?? link.Short!, link.Picture));
    }

    private static IEnumerable<JsonElement> Pictures(JsonElement post) => (post.Field("extended_entities") ?? post.Field("entities"))?.Rows("media") ?? [];

    /// <summary>As v2 writes it: what it is, and its id.</summary>
    private static string Key(JsonElement picture) =>
        $"{picture.Text("type") switch { "video" => 7, "animated_gif" => 16, _ => 3 }}_{Id(picture, "id") ?? 0}";

    /// <summary>The text of an id, for as a number many tools have rounded it.</summary>
    private static long? Id(JsonElement? post, string name) => post?.Number($"{name}_str") ?? post?.Number(name);

    private static int? Count(JsonElement json, string name) => json.Number(name) is >= 0 and <= int.MaxValue and var count ? (int)count : null;
}
