using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.Posts;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>A post as JSON, with the fields asked for and no empty ones. Used while holding the network's gate.</summary>
internal sealed class PostWriter(PracticeNetwork network, Wanted wanted)
{
    private const int MostEdits = 5;
    private static readonly TimeSpan EditableFor = TimeSpan.FromHours(1);

    public JsonObject Write(SandboxPost post)
    {
        var rendered = Rendering.Of(post, network);
        var json = new JsonObject
        {
            ["id"] = Wire.Id(post.Id),
            ["text"] = Text(post, rendered),
            ["edit_history_tweet_ids"] = new JsonArray([.. post.Versions.Select(id => JsonValue.Create(Wire.Id(id)))]),
        };
        foreach (var (field, value) in Fields(post, rendered))
        {
            if (wanted.Post.Contains(field) && value() is { } node)
                json[field] = node;
        }
        return json;
    }

    public static JsonObject Write(Profile account, HashSet<string> fields)
    {
        var json = new JsonObject { ["id"] = Wire.Id(account.Id), ["name"] = account.Name, ["username"] = account.Handle };
        if (fields.Contains("created_at"))
            json["created_at"] = Wire.Time(account.CreatedAt);
        if (fields.Contains("public_metrics"))
            json["public_metrics"] = new JsonObject { ["followers_count"] = account.Followers, ["following_count"] = 0, ["tweet_count"] = 0, ["listed_count"] = 0, ["like_count"] = 0 };
        return json;
    }

    private IEnumerable<(string Field, Func<JsonNode?> Value)> Fields(SandboxPost post, Rendering rendered) =>
    [
        ("author_id", () => Wire.Id(post.AccountId)),
        ("created_at", () => Wire.Time(post.CreatedAt)),
        ("conversation_id", () => Wire.Id(post.ConversationId)),
        ("lang", () => "en"),
        ("possibly_sensitive", () => false),
        ("reply_settings", () => "everyone"),
        ("entities", () => rendered.Entities),
        ("note_tweet", () => Note(post)),
        ("attachments", () => post.MediaIds.Count == 0 ? null : new JsonObject { ["media_keys"] = new JsonArray([.. post.MediaIds.Select(id => JsonValue.Create(SandboxMedia.KeyOf(id)))]) }),
        ("in_reply_to_user_id", () => post.ReplyTo is { } parent && network.Posts.Find(parent) is { } answered ? Wire.Id(answered.AccountId) : null),
        ("referenced_tweets", () => Referenced(post)),
        ("public_metrics", () => Metrics(post)),
        ("edit_controls", () => new JsonObject { ["edits_remaining"] = MostEdits - post.Versions.Count + 1, ["is_edit_eligible"] = true, ["editable_until"] = Wire.Time(Snowflake.TimeOf(post.Versions[0]) + EditableFor) }),
    ];

    private string Text(SandboxPost post, Rendering rendered) =>
        post.RepostOf is { } original && network.Posts.Find(original) is { } reposted
            ? Cut($"RT @{network.Accounts.Find(reposted.AccountId)?.Handle}: {Rendering.Of(reposted, network).Text}")
            : rendered.Text;

    /// <summary>X cuts a repost's text at 140 and ends it in an ellipsis.</summary>
    private static string Cut(string text) => text.Length <= 140 ? text : text[..139] + "…";

    private JsonObject? Note(SandboxPost post)
    {
        if (!LongPost.Is(post))
            return null;
        var whole = Rendering.OfNote(post, network);
        var note = new JsonObject { ["text"] = whole.Text };
        if (whole.Entities is { } entities)
            note["entities"] = entities;
        return note;
    }

    private static JsonArray? Referenced(SandboxPost post)
    {
        var found = new JsonArray();
        foreach (var (kind, id) in new[] { ("retweeted", post.RepostOf), ("quoted", post.QuoteOf), ("replied_to", post.ReplyTo) })
        {
            if (id is { } named)
                found.Add(new JsonObject { ["type"] = kind, ["id"] = Wire.Id(named) });
        }
        return found.Count == 0 ? null : found;
    }

    private JsonObject Metrics(SandboxPost post)
    {
        var echoes = network.Posts.EchoesOf(post.RepostOf ?? post.Id);
        var own = post.RepostOf is null;
        var (likes, bookmarks, views) = network.NumbersOf(post);
        return new()
        {
            // A repost carries the original's count and none of its own: X's own trap for who adds them up.
            ["retweet_count"] = echoes.Reposts,
            ["reply_count"] = own ? echoes.Replies : 0,
            ["like_count"] = likes,
            ["quote_count"] = own ? echoes.Quotes : 0,
            ["bookmark_count"] = bookmarks,
            ["impression_count"] = views,
        };
    }
}
