using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>What a create asks for, once its JSON has been found to fit X's schema.</summary>
internal sealed record NewPost(string Text, IReadOnlyList<string> MediaIds, string? ReplyTo, bool Quotes, bool Nullcast)
{
    private static readonly string[] Known =
        ["text", "media", "reply", "quote_tweet_id", "nullcast", "reply_settings", "made_with_ai", "paid_partnership"];

    private static readonly string[] Unspoken = ["poll", "edit_options", "community_id", "geo", "card_uri", "direct_message_deep_link", "for_super_followers_only", "share_with_followers"];

    public static NewPost Read(JsonObject body)
    {
        foreach (var (name, value) in body)
        {
            if (Unspoken.Contains(name))
                throw Problem.Invalid(name, value?.ToJsonString() ?? "null", $"$.{name}: the sandbox does not speak this part of X");
            if (!Known.Contains(name))
                throw Problem.Invalid(name, value?.ToJsonString() ?? "null", $"$.{name}: is not defined in the schema and the schema does not allow additional properties");
        }
        var reply = Part(body, "reply", "in_reply_to_tweet_id", "exclude_reply_user_ids", "auto_populate_reply_metadata");
        var media = Part(body, "media", "media_ids", "tagged_user_ids");
        return new(
            (Optional(body, "text") ?? "").Normalize(NormalizationForm.FormC).Trim(),
            media is null ? [] : Ids(media),
            reply is null ? null : Optional(reply, "in_reply_to_tweet_id") ?? throw Problem.Invalid("reply", reply.ToJsonString(), "$.reply.in_reply_to_tweet_id: is missing but it is required"),
            Optional(body, "quote_tweet_id") is not null,
            body["nullcast"]?.GetValueKind() == JsonValueKind.True);
    }

    private static JsonObject? Part(JsonObject body, string name, params ReadOnlySpan<string> fields)
    {
        if (body[name] is not { } node)
            return null;
        if (node is not JsonObject part)
            throw WrongType(name, node, "object");
        foreach (var (field, value) in part)
        {
            if (!fields.Contains(field))
                throw Problem.Invalid($"{name}.{field}", value?.ToJsonString() ?? "null", $"$.{name}.{field}: is not defined in the schema and the schema does not allow additional properties");
        }
        return part;
    }

    private static string? Optional(JsonObject body, string name)
    {
        var found = body[name];
        return found switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => Whole(name, value),
            _ => throw WrongType(name, found, "string"),
        };
    }

    /// <summary>JSON can spell half a surrogate pair, which is no text.</summary>
    private static string Whole(string name, JsonValue value)
    {
        try
        {
            return value.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            throw Problem.Invalid(name, "", $"$.{name}: is not valid Unicode");
        }
    }

    private static IReadOnlyList<string> Ids(JsonObject media)
    {
        if (media["media_ids"] is not JsonArray ids)
            throw media["media_ids"] is { } wrong ? WrongType("media.media_ids", wrong, "array") : Problem.Invalid("media", media.ToJsonString(), "$.media.media_ids: is missing but it is required");
        if (ids.Count is 0 or > 4)
            throw Problem.Invalid("media.media_ids", ids.ToJsonString(), "$.media.media_ids: there must be 1 to 4 items in the array");
        return [.. ids.Select(id => id is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw WrongType("media.media_ids", id, "string"))];
    }

    private static RefusalException WrongType(string name, JsonNode? found, string expected) =>
        Problem.Invalid(name, found?.ToJsonString() ?? "null", $"$.{name}: {found?.GetValueKind().ToString().ToLowerInvariant() ?? "null"} found, {expected} expected");
}
