using System.Text.Json;

namespace CoProWeek.Networks.X.Archives;

/// <summary>Which column of a table holds what. A mapping file is this as JSON: <c>{"id": "Tweet ID", "text": "Tweet"}</c>.</summary>
internal sealed record XTableMapping(IReadOnlyDictionary<string, string> Columns)
{
    /// <summary>All that can be named, in the order of the help.</summary>
    public static readonly IReadOnlyList<string> Fields =
    [
        "id", "text", "author_id", "handle", "name", "followers", "following", "author_posts", "posted_at", "lang", "conversation", "reply_to", "quote_of", "repost_of",
        "views", "likes", "replies", "reposts", "quotes", "bookmarks", "hashtags", "mentions", "links", "tags_around", "text_around", "is_repost", "entities", "read_at",
    ];

    /// <summary>rtweet's columns, with or without the "x" that it puts before ids. What was quoted or repeated stands beside it.</summary>
    public static readonly XTableMapping Rtweet = new(new Dictionary<string, string>
    {
        ["id"] = "status_id",
        ["text"] = "text",
        ["author_id"] = "user_id",
        ["handle"] = "screen_name",
        ["name"] = "name",
        ["followers"] = "followers_count",
        ["following"] = "friends_count",
        ["author_posts"] = "statuses_count",
        ["posted_at"] = "created_at",
        ["lang"] = "lang",
        ["reply_to"] = "reply_to_status_id",
        ["quote_of"] = "quoted_status_id",
        ["repost_of"] = "retweet_status_id",
        ["likes"] = "favorite_count",
        ["replies"] = "reply_count",
        ["reposts"] = "retweet_count",
        ["quotes"] = "quote_count",
        ["hashtags"] = "hashtags",
        ["mentions"] = "mentions_screen_name",
        ["links"] = "urls_expanded_url",
        ["text_around"] = "retweet_text",
        ["tags_around"] = "quoted_text",
        ["is_repost"] = "is_retweet",
    });

    /// <summary>The Archive sheet of TAGS. It keeps no counts of a post, and tells a repost by how it begins.</summary>
    public static readonly XTableMapping Tags = new(new Dictionary<string, string>
    {
        ["id"] = "id_str",
        ["text"] = "text",
        ["author_id"] = "from_user_id_str",
        ["handle"] = "from_user",
        ["followers"] = "user_followers_count",
        ["following"] = "user_friends_count",
        ["posted_at"] = "created_at",
        ["lang"] = "user_lang",
        ["reply_to"] = "in_reply_to_status_id_str",
        ["entities"] = "entities_str",
    });

    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static XTableMapping Parse(string json)
    {
        var columns = Columned(json);
        if (columns.Keys.Where(field => !Fields.Contains(field)).ToList() is { Count: > 0 } unknown)
            throw new FormatException($"it names {string.Join(", ", unknown)}; there are: {string.Join(", ", Fields)}");
        if (!columns.ContainsKey("id") || !columns.ContainsKey("text") || !(columns.ContainsKey("author_id") || columns.ContainsKey("handle")))
            throw new FormatException("it must name the columns of id, of text, and of author_id or handle");
        return new XTableMapping(columns);
    }

    public string? Of(string field) => Columns.GetValueOrDefault(field);

    private static Dictionary<string, string> Columned(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
        }
        catch (JsonException e)
        {
            throw new FormatException("it is no JSON object of field and column, such as {\"id\": \"Tweet ID\", \"text\": \"Tweet\", \"handle\": \"User\"}", e);
        }
    }
}
