using System.Net.Http.Headers;
using CoProWeek.Accounts;

namespace CoProWeek.Networks.X;

/// <summary>X's wire for pictures, version 2. Every step may be repeated: nobody sees an upload until a post names it.</summary>
internal sealed class XMedia(XHttp http, XPipelines pipelines)
{
    private static readonly TimeSpan ChunkTimeout = TimeSpan.FromSeconds(30);

    public Task<XReply> InitializeAsync(Keys keys, Picture picture, CancellationToken stop) =>
        SendAsync(keys, new(HttpMethod.Post, "2/media/upload/initialize")
        {
            Body = XCall.Json(new Dictionary<string, object>
            {
                ["media_type"] = picture.ContentType,
                ["total_bytes"] = picture.Bytes.Length,
                ["media_category"] = picture.ContentType == "image/gif" ? "tweet_gif" : "tweet_image",
            }),
        }, stop);

    public Task<XReply> AppendAsync(Keys keys, long mediaId, int segment, ReadOnlyMemory<byte> chunk, CancellationToken stop) =>
        SendAsync(keys, new(HttpMethod.Post, $"2/media/upload/{mediaId}/append") { Body = () => Chunk(segment, chunk), Timeout = ChunkTimeout }, stop);

    public Task<XReply> FinalizeAsync(Keys keys, long mediaId, CancellationToken stop) =>
        SendAsync(keys, new(HttpMethod.Post, $"2/media/upload/{mediaId}/finalize"), stop);

    public Task<XReply> StatusAsync(Keys keys, long mediaId, CancellationToken stop) =>
        SendAsync(keys, new(HttpMethod.Get, "2/media/upload") { Query = [("command", "STATUS"), ("media_id", mediaId.ToString())] }, stop);

    public Task<XReply> DescribeAsync(Keys keys, long mediaId, string altText, CancellationToken stop) =>
        SendAsync(keys, new(HttpMethod.Post, "2/media/metadata")
        {
            Body = XCall.Json(new Dictionary<string, object>
            {
                ["id"] = mediaId.ToString(),
                ["metadata"] = new Dictionary<string, object> { ["alt_text"] = new Dictionary<string, string> { ["text"] = altText } },
            }),
        }, stop);

    private async Task<XReply> SendAsync(Keys keys, XCall call, CancellationToken stop) =>
        await pipelines.Repeatable.ExecuteAsync(async token => await http.ReadAsync(call, keys, token), stop);

    /// <summary>Names in quotes and the boundary without them, as browsers write them: not every server reads .NET's way.</summary>
    private static MultipartFormDataContent Chunk(int segment, ReadOnlyMemory<byte> chunk)
    {
        var boundary = $"coproweek-{Guid.NewGuid():N}";
        var bytes = new ReadOnlyMemoryContent(chunk) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        var form = new MultipartFormDataContent(boundary) { { new StringContent(segment.ToString()), "\"segment_index\"" }, { bytes, "\"media\"", "\"picture\"" } };
        form.Headers.Remove("Content-Type");
        form.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
        return form;
    }
}
