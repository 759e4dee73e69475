using System.Collections.Concurrent;
using CoProWeek.Accounts;
using CoProWeek.Clock;
using Microsoft.Extensions.Options;

namespace CoProWeek.Networks.X;

/// <summary>X, as the rest of the program knows it.</summary>
internal sealed class XNetwork(XApi api, XUploads uploads, XKeys keys, XIdentity identity, CampaignClock clock, IOptions<XOptions> options) : INetwork
{
    private static readonly TimeSpan KeysPause = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<NetworkAccount, NetworkIdentity> identities = new();
    private readonly XOutcomes outcomes = new(clock);
    private readonly XReads reads = new(clock);

    public string Name => "x";

    public NetworkLimits Limits { get; } = new(TextLength: WeightedLength.Limit, Pictures: 4, PictureBytes: 5 * 1024 * 1024, AltTextLength: 1000)
    {
        SearchBack = TimeSpan.FromDays(7),
        SearchLag = TimeSpan.FromSeconds(30),
        LookupIds = 100,
    };

    public TextMeasure Measure(string text) => new(WeightedLength.Of(text), WeightedLength.Limit);

    public decimal PriceOf(string text, int pictures)
    {
        var prices = options.Value.Prices;
        return (LinkFinder.Find(text).Any() ? prices.CreateWithLink : prices.Create) + (pictures * prices.AltText);
    }

    public decimal PriceOfReading(int posts) => posts * options.Value.Prices.ReadPost;

    public Uri LinkTo(long remoteId) => XLinks.To(options.Value.WebAddress, "i", remoteId);

    public Uri LinkTo(NetworkAccount account, long remoteId) => XLinks.To(options.Value.WebAddress, account.Handle, remoteId);

    public long? ReadLink(string link) => XLinks.Read(options.Value.WebAddress, link);

    public async Task<UploadOutcome> UploadAsync(NetworkAccount account, Picture picture, CancellationToken stop) => await keys.ForAsync(account, stop) switch
    {
        XKeysReply.Ready ready => await uploads.UploadAsync(account, ready.Keys, picture, stop),
        XKeysReply.Blocked(var why) => new UploadOutcome.Blocked(HoldReason.Token, why),
        XKeysReply.Later(var why) => new UploadOutcome.Deferred(clock.GetUtcNow() + KeysPause, why),
        var other => throw NoMeaning(other),
    };

    public Task<Outcome> PublishAsync(NetworkAccount account, OutgoingPart part, CancellationToken stop) =>
        WithKeysAsync(account, async ours => outcomes.OfCreate(await api.CreateAsync(ours, part, stop), account, part), stop);

    public Task<Outcome> RemoveAsync(NetworkAccount account, long remoteId, CancellationToken stop) =>
        WithKeysAsync(account, async ours => outcomes.OfDelete(await api.DeleteAsync(ours, remoteId, stop), account, remoteId), stop);

    public async Task<IReadOnlyList<OwnPost>> FindOwnAsync(NetworkAccount account, OwnSince since, CancellationToken stop)
    {
        var us = identities.TryGetValue(account, out var known) ? known : await WhoAmIAsync(account, stop);
        return await new XTimeline(api, reads).ReadAsync(account, (await KeysAsync(account, stop)).Keys, us.RemoteId, since, stop);
    }

    public string QueryForHashtag(string tag) => $"#{tag.TrimStart('#')}";

    public string QueryForHandle(string handle) => $"@{handle.TrimStart('@')}";

    public async Task<FoundPage> SearchAsync(NetworkAccount reader, Search search, CancellationToken stop)
    {
        var asked = new XSearch(search.Query) { SinceId = search.SinceId, StartAt = search.StartAt, Page = search.Page };
        return XFinding.Page(reads.Whole(await api.SearchAsync(await ReadingKeysAsync(reader, stop), asked, stop), reader, $"the posts with {search.Query}"), search.Query);
    }

    public async Task<LookedUp> LookupAsync(NetworkAccount reader, IReadOnlyCollection<long> ids, CancellationToken stop) =>
        XFinding.Looked(reads.Whole(await api.LookupAsync(await ReadingKeysAsync(reader, stop), ids, stop), reader, $"{ids.Count} posts"));

    public async Task<IReadOnlyList<HourCount>> CountAsync(NetworkAccount reader, string query, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        var asked = new XSearch(query) { StartAt = from, EndAt = to };
        return XFinding.Counts(reads.Whole(await api.CountsAsync(await ReadingKeysAsync(reader, stop), asked, "hour", stop), reader, $"the count of posts with {query}"), query);
    }

    public async Task<NetworkIdentity> WhoAmIAsync(NetworkAccount account, CancellationToken stop)
    {
        var ready = await KeysAsync(account, stop);
        return identities[account] = await identity.AskAsync(ready.Keys, account, ready.Scopes, stop);
    }

    private async Task<Outcome> WithKeysAsync(NetworkAccount account, Func<Keys, Task<Outcome>> call, CancellationToken stop) => await keys.ForAsync(account, stop) switch
    {
        XKeysReply.Ready ready => await call(ready.Keys),
        XKeysReply.Blocked(var why) => new Outcome.Blocked(HoldReason.Token, why),
        XKeysReply.Later(var why) => new Outcome.Deferred(clock.GetUtcNow() + KeysPause, why),
        var other => throw NoMeaning(other),
    };

    private async Task<XKeysReply.Ready> KeysAsync(NetworkAccount account, CancellationToken stop) => Whole(await keys.ForAsync(account, stop), stop);

    private async Task<Keys> ReadingKeysAsync(NetworkAccount reader, CancellationToken stop) => Whole(await keys.ForReadingAsync(reader, stop), stop).Keys;

    private static XKeysReply.Ready Whole(XKeysReply reply, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        return reply switch
        {
            XKeysReply.Ready ready => ready,
            XKeysReply.Blocked(var why) => throw new NetworkReadException(why) { Reason = HoldReason.Token },
            XKeysReply.Later(var why) => throw new NetworkReadException(why),
            _ => throw NoMeaning(reply),
        };
    }

    private static InvalidOperationException NoMeaning(XKeysReply reply) => new($"X: no meaning for {reply.GetType().Name}.");
}
