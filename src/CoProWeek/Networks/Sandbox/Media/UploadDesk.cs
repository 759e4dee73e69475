using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Media;

/// <summary>Pictures on their way in: begun, sent in segments, finished. The network's gate guards it.</summary>
internal sealed class UploadDesk(PracticeNetwork network, SwitchBoard switches)
{
    private const long LargestPicture = 5 * 1024 * 1024;
    private const long LargestGif = 15 * 1024 * 1024;

    private readonly Dictionary<long, Upload> open = [];

    public Answer Begin(SandboxCall call, JsonObject body, DateTimeOffset now)
    {
        var type = Text(body, "media_type");
        var total = body["total_bytes"] is JsonValue number && number.TryGetValue<long>(out var bytes) && bytes > 0
            ? bytes
            : throw Problem.Invalid("total_bytes", body["total_bytes"]?.ToJsonString() ?? "null", "$.total_bytes: must be an integer above 0");
        if (type is not ("image/jpeg" or "image/png" or "image/gif" or "image/webp"))
            throw Problem.Invalid("media_type", type, $"$.media_type: the sandbox takes image/jpeg, image/png, image/gif and image/webp, not {type}");
        if (body["media_category"] is not null && Text(body, "media_category") is not ("tweet_image" or "tweet_gif") and var category)
            throw Problem.Invalid("media_category", category, "$.media_category: the sandbox takes tweet_image and tweet_gif");
        if (total > (type == "image/gif" ? LargestGif : LargestPicture))
            throw Problem.Invalid("total_bytes", Wire.Id(total), $"File size exceeds {(type == "image/gif" ? LargestGif : LargestPicture)} bytes.");
        lock (network.Gate)
        {
            foreach (var (old, upload) in open)
            {
                if (upload.ExpiresAt <= now)
                    open.Remove(old);
            }
            var id = network.NextId(now);
            open[id] = new(call.Caller.Account.Id, type, total, now.AddSeconds(SandboxMedia.ExpiresAfterSeconds));
            return Answer.Data(Head(id));
        }
    }

    public Answer Append(SandboxCall call, long id, int segment, byte[] bytes)
    {
        lock (network.Gate)
        {
            var upload = Find(call, id);
            upload.Put(segment, bytes);
            return Answer.Data(new JsonObject { ["expires_at"] = upload.ExpiresAt.ToUnixTimeSeconds() });
        }
    }

    /// <summary>Finishing twice gives the same answer.</summary>
    public Answer Finish(SandboxCall call, long id, DateTimeOffset now)
    {
        lock (network.Gate)
        {
            if (!network.Media.ContainsKey(id))
            {
                var upload = Find(call, id);
                var (bytes, wrong) = upload.Whole();
                if (wrong is not null)
                    throw Problem.BadRequest(wrong);
                network.Record(new MediaMade(new()
                {
                    Id = id,
                    AccountId = upload.AccountId,
                    ContentType = upload.ContentType,
                    Bytes = bytes.Length,
                    Sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes)),
                    ExpiresAt = now.AddSeconds(SandboxMedia.ExpiresAfterSeconds),
                    ChecksLeft = switches.Now.MediaProcessingChecks,
                }));
                open.Remove(id);
            }
            return Answer.Data(Describe(Own(call, id), first: true));
        }
    }

    /// <summary>Each look at it brings processing one step on: no clock is waited for.</summary>
    public Answer Status(SandboxCall call, long id)
    {
        lock (network.Gate)
        {
            var media = Own(call, id);
            network.Media[id] = media with { ChecksLeft = Math.Max(0, media.ChecksLeft - 1) };
            return Answer.Data(Describe(network.Media[id], first: false));
        }
    }

    public SandboxMedia Own(SandboxCall call, long id) =>
        network.Media.TryGetValue(id, out var media) && media.AccountId == call.Caller.Account.Id
            ? media
            : throw Problem.NotFound($"Could not find media with id: [{id}].");

    private Upload Find(SandboxCall call, long id) =>
        open.TryGetValue(id, out var upload) && upload.AccountId == call.Caller.Account.Id
            ? upload
            : throw Problem.NotFound($"Could not find an upload with id: [{id}].");

    private static JsonObject Describe(SandboxMedia media, bool first)
    {
        var json = Head(media.Id);
        json["size"] = media.Bytes;
        if (!media.IsReady)
            json["processing_info"] = new JsonObject { ["state"] = first ? "pending" : "in_progress", ["check_after_secs"] = 1 };
        else if (!first)
            json["processing_info"] = new JsonObject { ["state"] = "succeeded", ["progress_percent"] = 100 };
        return json;
    }

    private static JsonObject Head(long id) => new()
    {
        ["id"] = Wire.Id(id),
        ["media_key"] = SandboxMedia.KeyOf(id),
        ["expires_after_secs"] = SandboxMedia.ExpiresAfterSeconds,
    };

    private static string Text(JsonObject body, string name) =>
        body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Problem.Invalid(name, body[name]?.ToJsonString() ?? "null", $"$.{name}: is missing but it is required");
}
