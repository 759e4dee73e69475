using CoProWeek.Networks.Sandbox.Posts;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>The operators of X's that the sandbox speaks; any other is refused by name.</summary>
internal static class Operators
{
    private static readonly Dictionary<string, (bool CanStand, Func<SandboxPost, PracticeNetwork, string, bool> Test)> Known = new(StringComparer.Ordinal)
    {
        ["from"] = (true, (post, network, handle) => Is(network.Accounts.Find(post.AccountId), handle)),
        ["to"] = (true, (post, network, handle) => post.ReplyTo is { } id && network.Posts.Find(id) is { } parent && Is(network.Accounts.Find(parent.AccountId), handle)),
        ["conversation_id"] = (true, (post, _, id) => Wire.Id(post.ConversationId) == id),
        ["in_reply_to_tweet_id"] = (true, (post, _, id) => post.ReplyTo is { } parent && Wire.Id(parent) == id),
        ["quotes_of_tweet_id"] = (true, (post, _, id) => post.QuoteOf is { } quoted && Wire.Id(quoted) == id),
        ["url"] = (true, (post, _, part) => post.Parsed.Of(Mark.Link).Any(link => link.Value.Contains(part, StringComparison.OrdinalIgnoreCase))),
        ["lang"] = (false, (_, _, language) => language == "en"),
        ["min_likes"] = (false, (post, network, least) => network.NumbersOf(post).Likes >= Number(least)),
        ["min_replies"] = (false, (post, network, least) => network.Posts.EchoesOf(post.Id).Replies >= Number(least)),
        ["min_reposts"] = (false, (post, network, least) => network.Posts.EchoesOf(post.Id).Reposts >= Number(least)),
        ["is:retweet"] = (false, (post, _, _) => post.RepostOf is not null),
        ["is:reply"] = (false, (post, _, _) => post.ReplyTo is not null),
        ["is:quote"] = (false, (post, _, _) => post.QuoteOf is not null),
        ["is:nullcast"] = (false, (post, _, _) => post.Nullcast),
        ["has:links"] = (false, (post, _, _) => post.Parsed.Of(Mark.Link).Any()),
        ["has:hashtags"] = (false, (post, _, _) => post.Parsed.Of(Mark.Hashtag).Any()),
        ["has:mentions"] = (false, (post, _, _) => post.Parsed.Of(Mark.Mention).Any()),
        ["has:cashtags"] = (false, (post, _, _) => post.Parsed.Of(Mark.Cashtag).Any()),
        ["has:media"] = (false, (post, _, _) => post.MediaIds.Count > 0),
        ["has:images"] = (false, (post, _, _) => post.MediaIds.Count > 0),
    };

    private static readonly string[] Newer = ["in_reply_to_post_id", "quotes_of_post_id", "is:repost"];

    /// <summary>Null when there is no such operator.</summary>
    public static Operator? Find(string name, string value)
    {
        var whole = $"{name}:{value}";
        var key = name is "is" or "has" ? whole : name;
        if (Newer.Contains(key))
            key = key.Replace("post_id", "tweet_id", StringComparison.Ordinal).Replace("repost", "retweet", StringComparison.Ordinal);
        return Known.TryGetValue(key, out var found) ? new(key, value.TrimStart('@'), found.CanStand, found.Test) : null;
    }

    private static bool Is(Profile? account, string handle) =>
        account is not null && (account.Handle.Equals(handle, StringComparison.OrdinalIgnoreCase) || Wire.Id(account.Id) == handle);

    private static int Number(string text) =>
        int.TryParse(text, out var number) ? number : throw Problem.Invalid("query", text, $"There were errors processing your request: [{text}] is not a number");
}
