using System.Collections.Concurrent;
using CoProWeek.Accounts;
using CoProWeek.Clock;
using Microsoft.Extensions.Options;

namespace CoProWeek.Networks.X;

/// <summary>X, as the rest of the program knows it.</summary>
internal sealed class XNetwork(XApi api, XUploads uploads, XKeys keys, XIdentity identity, XMoney money, CampaignClock clock, IOptions<XOptions> options) : INetwork
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

    public decimal PriceOf(string text, int pictures) => ChargeOf(text).UnitPrice + (pictures * money.Prices.AltText);

    public Charge ChargeOf(string text) => LinkFinder.Find(text).Any()
        ? new(Charge.PostWithLink, money.Prices.CreateWithLink)
        : new(Charge.Post, money.Prices.Create);

    public decimal PriceOfReading(int posts) => posts * money.Prices.ReadPost;

    public Uri LinkTo(long remoteId) => XLinks.To(options.Value.WebAddress, "i", remoteId);

    public Uri LinkTo(NetworkAccount account, long remoteId) => XLinks.To(options.Value.WebAddress, account.Handle, remoteId);

    public long? ReadLink(string link) => XLinks.Read(options.Value.WebAddress, link);

    public async Task<UploadOutcome> UploadAsync(NetworkAccount account, Picture picture, CancellationToken stop) => await PayableAsync(account, stop) switch
    {
        (_, { } standing) => new UploadOutcome.Blocked(HoldReason.Budget, standing.InWords),
        (XKeysReply.Ready ready, _) => await uploads.UploadAsync(account, ready.Keys, picture, stop),
        (XKeysReply.Blocked(var why), _) => new UploadOutcome.Blocked(HoldReason.Token, why),
        (XKeysReply.Later(var why), _) => new UploadOutcome.Deferred(clock.GetUtcNow() + KeysPause, why),
        var (other, _) => throw NoMeaning(other),
    };

    public Task<Outcome> PublishAsync(NetworkAccount account, OutgoingPart part, CancellationToken stop) =>
        WithKeysAsync(account, async ours => outcomes.OfCreate(await money.AnsweredAsync(account, await api.CreateAsync(ours, part, stop)), account, part), stop);

    public Task<Outcome> RemoveAsync(NetworkAccount account, long remoteId, CancellationToken stop) =>
        WithKeysAsync(account, async ours => outcomes.OfDelete(await money.AnsweredAsync(account, await api.DeleteAsync(ours, remoteId, stop), new Charge(Charge.Delete, money.Prices.Delete)), account, remoteId), stop);

    public async Task<IReadOnlyList<OwnPost>> FindOwnAsync(NetworkAccount account, OwnSince since, CancellationToken stop)
    {
        await money.AskAsync(account, stop);
        var us = identities.TryGetValue(account, out var known) ? known : await WhoAmIAsync(account, stop);
        return await new XTimeline(api, reads, money).ReadAsync(account, (await KeysAsync(account, stop)).Keys, us.RemoteId, since, stop);
    }

    public string QueryForHashtag(string tag) => $"#{tag.TrimStart('#')}";

    public string QueryForHandle(string handle) => $"@{handle.TrimStart('@')}";

    public string QueryForConversation(long firstId) => $"conversation_id:{firstId}";

    public async Task<FoundPage> SearchAsync(NetworkAccount reader, Search search, CancellationToken stop)
    {
        var asked = new XSearch(search.Query) { SinceId = search.SinceId, StartAt = search.StartAt, EndAt = search.EndAt, Page = search.Page };
        var reply = await money.ReadAsync(reader, await api.SearchAsync(await ReadingKeysAsync(reader, stop), asked, stop));
        return XFinding.Page(reads.Whole(reply, reader, $"the posts with {search.Query}"), search.Query);
    }

    public async Task<LookedUp> LookupAsync(NetworkAccount reader, IReadOnlyCollection<long> ids, CancellationToken stop) =>
        XFinding.Looked(reads.Whole(await money.ReadAsync(reader, await api.LookupAsync(await ReadingKeysAsync(reader, stop), ids, stop)), reader, $"{ids.Count} posts"));

    public async Task<IReadOnlyList<HourCount>> CountAsync(NetworkAccount reader, string query, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        var asked = new XSearch(query) { StartAt = from, EndAt = to };
        var reply = await money.AnsweredAsync(reader, await api.CountsAsync(await ReadingKeysAsync(reader, stop), asked, "hour", stop), new Charge(Charge.Counting, money.Prices.Count));
        return XFinding.Counts(reads.Whole(reply, reader, $"the count of posts with {query}"), query);
    }

    public async Task<NetworkIdentity> WhoAmIAsync(NetworkAccount account, CancellationToken stop)
    {
        var ready = await KeysAsync(account, stop);
        return identities[account] = await identity.AskAsync(ready.Keys, account, ready.Scopes, stop);
    }

    private async Task<Outcome> WithKeysAsync(NetworkAccount account, Func<Keys, Task<Outcome>> call, CancellationToken stop) => await PayableAsync(account, stop) switch
    {
        (_, { } standing) => new Outcome.Blocked(HoldReason.Budget, standing.InWords),
        (XKeysReply.Ready ready, _) => await call(ready.Keys),
        (XKeysReply.Blocked(var why), _) => new Outcome.Blocked(HoldReason.Token, why),
        (XKeysReply.Later(var why), _) => new Outcome.Deferred(clock.GetUtcNow() + KeysPause, why),
        var (other, _) => throw NoMeaning(other),
    };

    /// <summary>Keys first: what they do not let through is no probe of the credits.</summary>
    private async Task<(XKeysReply Keys, CreditStop? Standing)> PayableAsync(NetworkAccount account, CancellationToken stop)
    {
        var found = await keys.ForAsync(account, stop);
        return (found, found is XKeysReply.Ready ? await money.StopAsync(account, stop) : null);
    }

    private async Task<XKeysReply.Ready> KeysAsync(NetworkAccount account, CancellationToken stop) => Whole(await keys.ForAsync(account, stop), stop);

    private async Task<Keys> ReadingKeysAsync(NetworkAccount reader, CancellationToken stop)
    {
        var ready = Whole(await keys.ForReadingAsync(reader, stop), stop);
        await money.AskAsync(reader, stop);
        return ready.Keys;
    }

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
