using CoProWeek.Networks.Sandbox.Posts;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>Which fields a reader asked for, under their older names.</summary>
internal sealed class Wanted
{
    /// <summary>The query parameters every reading endpoint takes.</summary>
    public static readonly string[] Parameters = ["tweet.fields", "expansions", "user.fields", "media.fields", "poll.fields", "place.fields"];

    private static readonly HashSet<string> PostFields = new(StringComparer.Ordinal)
    {
        "article", "attachments", "author_id", "card_uri", "community_id", "context_annotations", "conversation_id", "created_at", "display_text_range", "edit_controls",
        "edit_history_tweet_ids", "entities", "geo", "id", "in_reply_to_user_id", "lang", "non_public_metrics", "note_tweet", "organic_metrics",
        "paid_partnership", "possibly_sensitive", "promoted_metrics", "public_metrics", "referenced_tweets", "reply_settings", "source", "text", "withheld",
    };

    private static readonly HashSet<string> ExpansionNames = new(StringComparer.Ordinal)
    {
        "article.cover_media", "article.media_entities", "attachments.media_keys", "attachments.media_source_tweet", "attachments.poll_ids", "author_id", "edit_history_tweet_ids", "entities.mentions.username",
        "geo.place_id", "in_reply_to_user_id", "entities.note.mentions.username", "referenced_tweets.id", "referenced_tweets.id.author_id",
        "referenced_tweets.id.attachments.media_keys",
        // The newer family's own (openapi 2.167).
        "referenced_tweets", "username",
    };

    private Wanted(HashSet<string> post, HashSet<string> expansions, HashSet<string> user, HashSet<string> media) =>
        (Post, Expansions, User, Media) = (post, expansions, user, media);

    public HashSet<string> Post { get; }

    public HashSet<string> Expansions { get; }

    public HashSet<string> User { get; }

    public HashSet<string> Media { get; }

    public static Wanted Of(SandboxCall call)
    {
        var wanted = new Wanted(List(call, "tweet.fields", PostFields), List(call, "expansions", ExpansionNames), List(call, "user.fields", null), List(call, "media.fields", null));
        // What is expanded is also shown.
        foreach (var expansion in wanted.Expansions)
            wanted.Post.Add(expansion.Split('.')[0]);
        return wanted;
    }

    private static HashSet<string> List(SandboxCall call, string parameter, HashSet<string>? known)
    {
        var names = (call.Query(parameter) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(FieldNames.Old).ToHashSet(StringComparer.Ordinal);
        if (known is not null && names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
            throw Problem.Invalid(parameter, unknown, $"The `{parameter}` query parameter value [{unknown}] is not one of [{string.Join(",", known)}]");
        return names;
    }
}
