using System.Text.Json;
using CoProWeek.Accounts;
using CoProWeek.Clock;

namespace CoProWeek.Networks.X;

/// <summary>Brings one picture and its alt text to X, step by step. Whatever fails, the whole may be begun again.</summary>
internal sealed class XUploads(XMedia media, XMoney money, CampaignClock clock, TimeProvider real)
{
    private const int ChunkBytes = 1024 * 1024;
    private const int MostLooks = 20;
    private const long LongestPause = 10;

    /// <summary>X keeps a picture for a day; what it says is believed, less a margin for the post itself.</summary>
    private const long KeptSeconds = 86_400;
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly XUploadOutcomes outcomes = new(clock);

    public async Task<UploadOutcome> UploadAsync(NetworkAccount account, Keys keys, Picture picture, CancellationToken stop)
    {
        var begun = await media.InitializeAsync(keys, picture, stop);
        if (Data(begun).Number("id") is not { } id)
            return outcomes.Of(await money.AnsweredAsync(account, begun), account);
        foreach (var (segment, chunk) in Chunks(picture.Bytes))
        {
            if (await media.AppendAsync(keys, id, segment, chunk, stop) is var appended && !IsDone(appended))
                return outcomes.Of(appended, account);
        }
        var whole = await WaitAsync(keys, id, await media.FinalizeAsync(keys, id, stop), stop);
        if (Data(whole).Number("id") != id || State(whole) is not (null or "succeeded"))
            return outcomes.Of(whole, account);
        var described = await money.AnsweredAsync(account, await media.DescribeAsync(keys, id, picture.AltText, stop), new Charge(Charge.AltText, money.Prices.AltText));
        if (!IsDone(described))
            return outcomes.Of(described, account);
        return new UploadOutcome.Uploaded(id, Data(whole).Text("media_key") ?? Data(begun).Text("media_key"), ExpiresAt(whole));
    }

    /// <summary>Asks until X has worked on the picture; most need none of it.</summary>
    private async Task<XReply> WaitAsync(Keys keys, long id, XReply reply, CancellationToken stop)
    {
        for (var look = 0; look < MostLooks && State(reply) is "pending" or "in_progress"; look++)
        {
            var seconds = Processing(reply).Number("check_after_secs") ?? 1;
            await Task.Delay(TimeSpan.FromSeconds(Math.Min(seconds, LongestPause)), real, stop);
            reply = await media.StatusAsync(keys, id, stop);
        }
        return reply;
    }

    private static IEnumerable<(int Segment, ReadOnlyMemory<byte> Chunk)> Chunks(ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += ChunkBytes)
            yield return (at / ChunkBytes, bytes.Slice(at, Math.Min(ChunkBytes, bytes.Length - at)));
    }

    private DateTimeOffset ExpiresAt(XReply reply) =>
        clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Clamp(Data(reply).Number("expires_after_secs") ?? KeptSeconds, 0, KeptSeconds)) - Margin;

    /// <summary>X answers these with little or nothing; a page in HTML is not X.</summary>
    private static bool IsDone(XReply reply) =>
        reply is XReply.Answer { IsSuccess: true } answer && (answer.Excerpt == "" || answer.Json.Field("data") is not null || answer.IsJson && !answer.Json.Rows("errors").Any());

    private static string? State(XReply reply) => Processing(reply).Text("state");

    private static JsonElement Processing(XReply reply) => Data(reply).Field("processing_info") ?? default;

    private static JsonElement Data(XReply reply) => reply is XReply.Answer { IsSuccess: true } answer ? answer.Json.Field("data") ?? default : default;
}
