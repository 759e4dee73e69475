using System.Collections.Frozen;

namespace CoProWeek.Networks.X;

/// <summary>
/// X is renaming its fields from "tweet" to "post" and its pages contradict each other on how far it has come.
/// The code says the older names; this is the one place that knows the newer ones.
/// </summary>
internal sealed record XFieldNames
{
    public static readonly XFieldNames Tweet = new();
    public static readonly XFieldNames Post = new();

    private static readonly FrozenDictionary<string, string> Newer = new Dictionary<string, string>
    {
        ["tweets"] = "posts",
        ["note_tweet"] = "note_post",
        ["referenced_tweets"] = "referenced_posts",
        ["edit_history_tweet_ids"] = "edit_history_post_ids",
        ["retweet_count"] = "repost_count",
        ["tweet_count"] = "post_count",
        ["total_tweet_count"] = "total_post_count",
    }.ToFrozenDictionary();

    private XFieldNames()
    {
    }

    /// <summary>The query parameter that lists the fields of a post.</summary>
    public string FieldsParameter => ReferenceEquals(this, Tweet) ? "tweet.fields" : "post.fields";

    /// <summary>The newer family knows references only as an expansion (openapi 2.167), the older one as a field.</summary>
    public string Expansions => ReferenceEquals(this, Tweet) ? "attachments.media_keys" : "attachments.media_keys,referenced_posts";

    public static XFieldNames? Parse(string name) => name.Trim().ToLowerInvariant() switch
    {
        "tweet" => Tweet,
        "post" => Post,
        _ => null,
    };

    /// <summary>The other family's name for a field; null for the many that have one name.</summary>
    public static string? NewerName(string name) => Newer.GetValueOrDefault(name);

    /// <summary>These fields as this family lists them.</summary>
    public string List(params IEnumerable<string> fields) => string.Join(',', fields
        .Where(field => ReferenceEquals(this, Tweet) || field is not ("referenced_tweets" or "edit_history_tweet_ids"))
        .Select(field => ReferenceEquals(this, Tweet) ? field : NewerName(field) ?? field));
}
