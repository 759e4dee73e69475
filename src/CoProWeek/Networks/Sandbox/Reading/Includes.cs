using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.Posts;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>What the expansions bring along. Used while holding the network's gate.</summary>
internal static class Includes
{
    public static JsonObject? Of(IReadOnlyList<SandboxPost> shown, PracticeNetwork network, Wanted wanted, PostWriter writer)
    {
        var found = new JsonObject();
        var referenced = wanted.Expansions.Any(name => name.StartsWith("referenced_tweets", StringComparison.Ordinal))
            ? Referenced(shown, network)
            : [];
        Add(found, "media", wanted.Expansions.Contains("attachments.media_keys") ? Media(shown, network, wanted) : []);
        Add(found, "users", Users(shown, referenced, network, wanted));
        Add(found, "tweets", referenced.Select(writer.Write));
        return found.Count == 0 ? null : found;
    }

    private static void Add(JsonObject found, string name, IEnumerable<JsonObject> items)
    {
        var list = new JsonArray([.. items]);
        if (list.Count > 0)
            found[name] = list;
    }

    private static List<SandboxPost> Referenced(IReadOnlyList<SandboxPost> shown, PracticeNetwork network) =>
        [.. shown.SelectMany(post => new[] { post.RepostOf, post.QuoteOf, post.ReplyTo })
            .OfType<long>().Distinct().Select(network.Posts.Find).OfType<SandboxPost>()];

    private static IEnumerable<JsonObject> Media(IReadOnlyList<SandboxPost> shown, PracticeNetwork network, Wanted wanted) =>
        shown.SelectMany(post => post.MediaIds).Distinct().Select(id => network.Media[id]).Select(media =>
        {
            var json = new JsonObject { ["media_key"] = media.Key, ["type"] = media.ContentType == "image/gif" ? "animated_gif" : "photo" };
            if (wanted.Media.Contains("alt_text") && media.AltText is { } alt)
                json["alt_text"] = alt;
            if (wanted.Media.Contains("url"))
                json["url"] = $"https://pbs.twimg.com/media/{media.Id}";
            return json;
        });

    private static IEnumerable<JsonObject> Users(IReadOnlyList<SandboxPost> shown, List<SandboxPost> referenced, PracticeNetwork network, Wanted wanted)
    {
        var ids = new HashSet<long>();
        if (wanted.Expansions.Contains("author_id"))
            ids.UnionWith(shown.Select(post => post.AccountId));
        if (wanted.Expansions.Contains("referenced_tweets.id.author_id"))
            ids.UnionWith(referenced.Select(post => post.AccountId));
        if (wanted.Expansions.Contains("in_reply_to_user_id"))
            ids.UnionWith(shown.Select(post => post.ReplyTo).OfType<long>().Select(network.Posts.Find).OfType<SandboxPost>().Select(post => post.AccountId));
        if (wanted.Expansions.Contains("entities.mentions.username"))
            ids.UnionWith(shown.SelectMany(post => post.Parsed.Of(Mark.Mention)).Select(mark => network.Accounts.Find(mark.Value)?.Id).OfType<long>());
        return ids.Select(network.Accounts.Find).OfType<Profile>().Select(account => PostWriter.Write(account, wanted.User));
    }
}
