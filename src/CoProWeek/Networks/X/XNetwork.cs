using System.Collections.Concurrent;
using CoProWeek.Accounts;
using CoProWeek.Clock;
using Microsoft.Extensions.Options;

namespace CoProWeek.Networks.X;

/// <summary>X, as the rest of the program knows it.</summary>
internal sealed class XNetwork(XApi api, XUploads uploads, AccountKeys accountKeys, CampaignClock clock, IOptions<XOptions> options) : INetwork
{
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

    public async Task<UploadOutcome> UploadAsync(NetworkAccount account, Picture picture, CancellationToken stop) =>
        accountKeys.For(account.Handle) is { } keys
            ? await uploads.UploadAsync(account, keys, picture, stop)
            : new UploadOutcome.Blocked(HoldReason.Token, XReads.NoKeysWhy(account));

    public async Task<Outcome> PublishAsync(NetworkAccount account, OutgoingPart part, CancellationToken stop) =>
        accountKeys.For(account.Handle) is { } keys
            ? outcomes.OfCreate(await api.CreateAsync(keys, part, stop), account, part)
            : NoKeys(account);

    public async Task<Outcome> RemoveAsync(NetworkAccount account, long remoteId, CancellationToken stop) =>
        accountKeys.For(account.Handle) is { } keys
            ? outcomes.OfDelete(await api.DeleteAsync(keys, remoteId, stop), account, remoteId)
            : NoKeys(account);

    public async Task<IReadOnlyList<OwnPost>> FindOwnAsync(NetworkAccount account, OwnSince since, CancellationToken stop)
    {
        var identity = identities.TryGetValue(account, out var known) ? known : await WhoAmIAsync(account, stop);
        return await new XTimeline(api, reads).ReadAsync(account, Keys(account), identity.RemoteId, since, stop);
    }

    public string QueryForHashtag(string tag) => $"#{tag.TrimStart('#')}";

    public string QueryForHandle(string handle) => $"@{handle.TrimStart('@')}";

    public async Task<FoundPage> SearchAsync(NetworkAccount reader, Search search, CancellationToken stop)
    {
        var asked = new XSearch(search.Query) { SinceId = search.SinceId, StartAt = search.StartAt, Page = search.Page };
        return XFinding.Page(reads.Whole(await api.SearchAsync(ReadingKeys(reader), asked, stop), reader, $"the posts with {search.Query}"), search.Query);
    }

    public async Task<LookedUp> LookupAsync(NetworkAccount reader, IReadOnlyCollection<long> ids, CancellationToken stop) =>
        XFinding.Looked(reads.Whole(await api.LookupAsync(ReadingKeys(reader), ids, stop), reader, $"{ids.Count} posts"));

    public async Task<IReadOnlyList<HourCount>> CountAsync(NetworkAccount reader, string query, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        var asked = new XSearch(query) { StartAt = from, EndAt = to };
        return XFinding.Counts(reads.Whole(await api.CountsAsync(ReadingKeys(reader), asked, "hour", stop), reader, $"the count of posts with {query}"), query);
    }

    public async Task<NetworkIdentity> WhoAmIAsync(NetworkAccount account, CancellationToken stop)
    {
        var answer = reads.Whole(await api.MeAsync(Keys(account), stop), account, $"the name behind the keys of @{account.Handle}");
        var me = answer.Json.Field("data");
        return me?.Number("id") is { } id && me?.Text("username") is { } handle
            ? identities[account] = new NetworkIdentity(id, handle)
            : throw new NetworkReadException($"X: did not say whose keys those of @{account.Handle} are; is X:BaseUrl right?", answer.Status);
    }

    private Keys Keys(NetworkAccount account) => accountKeys.For(account.Handle) ?? throw XReads.NoKeys(account);

    private Keys ReadingKeys(NetworkAccount reader) => accountKeys.ForReading(reader.Handle) ?? throw XReads.NoKeys(reader);

    private static Outcome.Blocked NoKeys(NetworkAccount account) => new(HoldReason.Token, XReads.NoKeysWhy(account));
}
