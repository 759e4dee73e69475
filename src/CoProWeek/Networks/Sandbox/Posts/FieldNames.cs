using System.Text.Json.Nodes;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>
/// The two families of names: X's specification of August 2026 says "post" and "repost" where its pages still say
/// "tweet" and "retweet". Both are understood; the switches say which is answered. What a create sends has one
/// name in both ("in_reply_to_tweet_id").
/// </summary>
internal static class FieldNames
{
    private static readonly Dictionary<string, string> Newer = new(StringComparer.Ordinal)
    {
        ["tweet.fields"] = "post.fields",
        ["referenced_tweets"] = "referenced_posts",
        ["referenced_tweets.id"] = "referenced_posts.id",
        ["referenced_tweets.id.author_id"] = "referenced_posts.id.author_id",
        ["edit_history_tweet_ids"] = "edit_history_post_ids",
        ["note_tweet"] = "note_post",
        ["retweet_count"] = "repost_count",
        ["tweets"] = "posts",
        ["tweet_count"] = "post_count",
        ["total_tweet_count"] = "total_post_count",
    };

    private static readonly Dictionary<string, string> Older = Newer.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The older name of a field or parameter, whichever it is asked by.</summary>
    public static string Old(string name) => Older.GetValueOrDefault(name, name);

    /// <summary>Renames every field of an answer.</summary>
    public static void RenameToNew(JsonNode node)
    {
        if (node is JsonArray array)
        {
            foreach (var item in array.OfType<JsonNode>())
                RenameToNew(item);
        }
        else if (node is JsonObject fields)
        {
            for (var i = 0; i < fields.Count; i++)
            {
                var (name, value) = fields.GetAt(i);
                if (Newer.TryGetValue(name, out var newer))
                {
                    fields.SetAt(i, null);
                    fields.SetAt(i, newer, value);
                }
                if (value is not null)
                    RenameToNew(value);
            }
        }
    }
}
