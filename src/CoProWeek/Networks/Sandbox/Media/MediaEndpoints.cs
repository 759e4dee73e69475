using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Media;

/// <summary>The v2 upload (initialize, append, finalize, status) and alt text.</summary>
internal static class MediaEndpoints
{
    private const int LongestAltText = 1_000;

    public static void Map(RouteTable routes, PracticeNetwork network, SwitchBoard switches, CampaignClock clock)
    {
        var desk = new UploadDesk(network, switches);
        routes.Add("POST", "/2/media/upload/initialize", Who.User, async call => desk.Begin(call, await call.ObjectAsync(), clock.GetUtcNow()));
        routes.Add("POST", "/2/media/upload/{id}/append", Who.User, call => AppendAsync(call, desk));
        routes.Add("POST", "/2/media/upload/{id}/finalize", Who.User, call => desk.Finish(call, call.PathId("id"), clock.GetUtcNow()));
        routes.Add("GET", "/2/media/upload", Who.User, call => Status(call, desk));
        routes.Add("POST", "/2/media/metadata", Who.User, async call => Describe(call, await call.ObjectAsync(), desk, network));
    }

    private static async Task<Answer> AppendAsync(SandboxCall call, UploadDesk desk)
    {
        if (!call.Http.Request.HasFormContentType)
            throw Problem.BadRequest("The body must be multipart/form-data with the parts media and segment_index.");
        var form = await call.Http.Request.ReadFormAsync(call.Aborted);
        var index = form["segment_index"].ToString();
        if (!int.TryParse(index, out var segment) || segment is < 0 or >= Upload.MostSegments)
            throw Problem.Invalid("segment_index", index, $"segment_index: must be from 0 to {Upload.MostSegments - 1}");
        if (form.Files["media"] is not { Length: > 0 } file)
            throw Problem.Invalid("media", "", "media: must be a file part with bytes in it");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, call.Aborted);
        return desk.Append(call, call.PathId("id"), segment, bytes.ToArray());
    }

    private static Answer Status(SandboxCall call, UploadDesk desk)
    {
        call.AllowQuery("command", "media_id");
        if (call.Query("command") is not (null or "STATUS") and var command)
            throw Problem.Invalid("command", command, $"The `command` query parameter value [{command}] is not one of [STATUS]");
        return Wire.TryId(call.Query("media_id"), out var id)
            ? desk.Status(call, id)
            : throw Problem.Invalid("media_id", call.Query("media_id") ?? "", "The `media_id` query parameter is not valid");
    }

    private static Answer Describe(SandboxCall call, JsonObject body, UploadDesk desk, PracticeNetwork network)
    {
        if (!Wire.TryId(Text(body["id"]), out var id))
            throw Problem.Invalid("id", body["id"]?.ToJsonString() ?? "null", "$.id: must be the id of a media");
        if (Text(((body["metadata"] as JsonObject)?["alt_text"] as JsonObject)?["text"]) is not { Length: > 0 } text)
            throw Problem.Invalid("metadata", body["metadata"]?.ToJsonString() ?? "null", "$.metadata.alt_text.text: is missing but it is required");
        if (text.Length > LongestAltText)
            throw Problem.Invalid("metadata", $"{text.Length} characters", $"$.metadata.alt_text.text: must be at most {LongestAltText} characters long");
        lock (network.Gate)
        {
            network.Record(new AltTextSet(desk.Own(call, id).Id, text));
            var alt = new JsonObject { ["alt_text"] = new JsonObject { ["text"] = text } };
            return Answer.Data(new JsonObject { ["id"] = Wire.Id(id), ["associated_metadata"] = alt });
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
