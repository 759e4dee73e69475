using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CoProWeek.Networks.X;

/// <summary>Reads one public post of X's.</summary>
internal static class XFoundPost
{
    private const int LongestLink = 2000;

    /// <summary>Null when it has no id or no author: such a post cannot be kept.</summary>
    public static FoundPost? Read(JsonElement post, IReadOnlyDictionary<long, JsonElement> users, IReadOnlyDictionary<string, JsonElement> media)
    {
        if (post.Number("id") is not { } id || post.Number("author_id") is not { } author)
            return null;
        long[] versions = [.. post.Texts("edit_history_tweet_ids").Select(Id).OfType<long>(), id];
        var firstId = versions.Min();
        var postedAt = (firstId == id ? post.Instant("created_at") : null) ?? TimeOf(firstId);
        var (quoteOf, repostOf) = (Reference(post, "quoted"), Reference(post, "retweeted") ?? Reference(post, "reposted"));
        return new FoundPost
        {
            FirstId = firstId,
            Id = id,
            NewestId = versions.Max(),
            Author = Author(author, users),
            PostedAt = postedAt,
            Text = XText.Read(post),
            Lang = post.Text("lang") ?? "",
            ConversationId = post.Number("conversation_id"),
            ReplyTo = Reference(post, "replied_to"),
            QuoteOf = quoteOf,
            RepostOf = repostOf,
            Tags = [.. Tags(post)],
            Links = [.. Links(post, quoteOf, id).Distinct(StringComparer.Ordinal)],
            Handles = [.. Entities(post, "mentions").Select(mention => mention.Text("username")).OfType<string>().Where(handle => handle != "")],
            Media = [.. XText.MediaKeys(post).Distinct(StringComparer.Ordinal).Select(key => new FoundMedia(key, media.TryGetValue(key, out var item) ? item.Text("type") ?? "" : ""))],
            Numbers = repostOf is null ? Numbers(post.Field("public_metrics"), postedAt) : new(),
            Raw = post.GetRawText(),
        };
    }

    /// <summary>Hashtags as X marked them, without "#": of the long text and of the short one.</summary>
    public static IEnumerable<string> Tags(JsonElement post) =>
        Entities(post, "hashtags").Select(tag => tag.Text("tag")).OfType<string>().Where(tag => tag != "" && IsText(tag));

    private static FoundAuthor Author(long id, IReadOnlyDictionary<long, JsonElement> users)
    {
        if (!users.TryGetValue(id, out var user))
            return new FoundAuthor(id, "", "");
        var numbers = user.Field("public_metrics");
        return new FoundAuthor(id, user.Text("username") ?? "", user.Text("name") ?? "")
        {
            Followers = Count(numbers, "followers_count"),
            Following = Count(numbers, "following_count"),
            Posts = Count(numbers, "tweet_count"),
        };
    }

    private static FoundNumbers Numbers(JsonElement? numbers, DateTimeOffset postedAt) => new()
    {
        Views = postedAt >= FoundNumbers.ViewsBegan && numbers?.Number("impression_count") is >= 0 and var views ? views : null,
        Likes = Count(numbers, "like_count"),
        Replies = Count(numbers, "reply_count"),
        Reposts = Count(numbers, "retweet_count"),
        Quotes = Count(numbers, "quote_count"),
        Bookmarks = Count(numbers, "bookmark_count"),
    };

    /// <summary>A count that is not given, or cannot be one, is not known.</summary>
    private static int? Count(JsonElement? numbers, string name) =>
        numbers?.Number(name) is >= 0 and <= int.MaxValue and var count ? (int)count : null;

    /// <summary>Of the long text and of the short one: a tag may stand in only one of them.</summary>
    private static IEnumerable<JsonElement> Entities(JsonElement post, string kind) =>
        (post.Field("note_tweet")?.Field("entities")?.Rows(kind) ?? []).Concat(post.Field("entities")?.Rows(kind) ?? []);

    private static IEnumerable<string> Links(JsonElement post, long? quoteOf, long id) =>
        from url in Entities(post, "urls")
        where url.Text("media_key") is null
        let link = url.Text("unwound_url") ?? url.Text("expanded_url") ?? url.Text("url")
        where link is { Length: <= LongestLink } && Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && HasHost(address)
        let status = link.Split("/status/") is [_, var rest] ? Id(rest.Split('/', '?', '#')[0]) : null
        where status is null || (status != id && status != quoteOf)
        select link;

    /// <summary>A link is text that anybody wrote: its host may be none.</summary>
    private static bool HasHost(Uri address)
    {
        try
        {
            return address.IdnHost != "";
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    /// <summary>Half a character, or what is none, cannot be folded.</summary>
    private static bool IsText(string tag)
    {
        try
        {
            return tag.Normalize(NormalizationForm.FormKC) != "";
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static long? Reference(JsonElement post, string type) =>
        post.Rows("referenced_tweets").FirstOrDefault(reference => reference.Text("type") == type).Number("id");

    private static long? Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>X's ids hold the milliseconds since 4 November 2010 above their lowest 22 bits.</summary>
    public static DateTimeOffset TimeOf(long id) => DateTimeOffset.FromUnixTimeMilliseconds((id >> 22) + 1_288_834_974_657);
}
