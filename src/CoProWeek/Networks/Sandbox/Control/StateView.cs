using System.Text.Json;
using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.Posts;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>GET /sandbox/state: all that was received, for those who check what went out. No token is in it.</summary>
internal static class StateView
{
    public static Answer Of(PracticeNetwork network, SwitchBoard switches, LateArrivals late, RequestLog log, CampaignClock clock)
    {
        var held = late.Count;
        lock (network.Gate)
        {
            network.CatchUp(clock.GetUtcNow());
            return Answer.Plain(new JsonObject
            {
                ["now"] = network.Now,
                ["accounts"] = new JsonArray([.. network.Accounts.All.Select(account => JsonSerializer.SerializeToNode(account, Wire.Json))]),
                ["posts"] = new JsonArray([.. network.Posts.Between(0, long.MaxValue, alsoDeleted: true).Select(post => Post(post, network)).Reverse()]),
                ["media"] = new JsonArray([.. network.Media.Values.Select(Media)]),
                ["held"] = held,
                ["requests"] = log.ToJson(),
                ["switches"] = JsonSerializer.SerializeToNode(switches.Now, Wire.Json),
            });
        }
    }

    /// <summary>Ids stand as strings, as everywhere on the wire.</summary>
    private static JsonObject Post(SandboxPost post, PracticeNetwork network)
    {
        var (numbers, echoes) = (network.NumbersOf(post), network.Posts.EchoesOf(post.Id));
        return new()
        {
            ["id"] = Wire.Id(post.Id),
            ["account"] = network.Accounts.Find(post.AccountId)?.Handle,
            ["text"] = post.Text,
            ["created_at"] = post.CreatedAt,
            ["arrived_at"] = post.ArrivedAt,
            ["arrived_real_at"] = post.ArrivedRealAt,
            ["media"] = new JsonArray([.. post.MediaIds.Select(id => Media(network.Media[id]))]),
            ["reply_to"] = post.ReplyTo is { } parent ? Wire.Id(parent) : null,
            ["quote_of"] = post.QuoteOf is { } quoted ? Wire.Id(quoted) : null,
            ["repost_of"] = post.RepostOf is { } original ? Wire.Id(original) : null,
            ["conversation_id"] = Wire.Id(post.ConversationId),
            ["versions"] = new JsonArray([.. post.Versions.Select(id => JsonValue.Create(Wire.Id(id)))]),
            ["deleted_at"] = post.DeletedAt,
            ["nullcast"] = post.Nullcast,
            ["likes"] = numbers.Likes,
            ["bookmarks"] = numbers.Bookmarks,
            ["views"] = numbers.Views,
            ["replies"] = echoes.Replies,
            ["reposts"] = echoes.Reposts,
            ["quotes"] = echoes.Quotes,
        };
    }

    private static JsonObject Media(SandboxMedia media) => new()
    {
        ["id"] = Wire.Id(media.Id),
        ["media_key"] = media.Key,
        ["content_type"] = media.ContentType,
        ["bytes"] = media.Bytes,
        ["sha256"] = media.Sha256,
        ["expires_at"] = media.ExpiresAt,
        ["alt_text"] = media.AltText,
    };
}
