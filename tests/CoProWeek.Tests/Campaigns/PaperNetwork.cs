using CoProWeek.Accounts;
using CoProWeek.Networks;
using CoProWeek.Networks.X;

namespace CoProWeek.Tests.Campaigns;

/// <summary>A network that only says what fits: texts as X counts them, four small pictures. Nothing here sends.</summary>
internal sealed class PaperNetwork : INetwork
{
    public static NetworkList List { get; } = new([new PaperNetwork()]);

    public string Name => "x";

    public NetworkLimits Limits { get; } = new(TextLength: WeightedLength.Limit, Pictures: 4, PictureBytes: 100_000, AltTextLength: 200);

    public TextMeasure Measure(string text) => new(WeightedLength.Of(text), WeightedLength.Limit);

    public decimal PriceOf(string text, int pictures) => throw new NotSupportedException();

    public Charge? ChargeOf(string text) => null;

    public decimal PriceOfReading(int posts) => throw new NotSupportedException();

    public Uri LinkTo(long remoteId) => throw new NotSupportedException();

    public string QueryForHashtag(string tag) => throw new NotSupportedException();

    public string QueryForHandle(string handle) => throw new NotSupportedException();

    public string QueryForConversation(long firstId) => throw new NotSupportedException();

    public Task<FoundPage> SearchAsync(NetworkAccount reader, Search search, CancellationToken stop) => throw new NotSupportedException();

    public Task<LookedUp> LookupAsync(NetworkAccount reader, IReadOnlyCollection<long> ids, CancellationToken stop) => throw new NotSupportedException();

    public Task<IReadOnlyList<HourCount>> CountAsync(NetworkAccount reader, string query, DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        throw new NotSupportedException();

    public Uri LinkTo(NetworkAccount account, long remoteId) => throw new NotSupportedException();

    public long? ReadLink(string link) => throw new NotSupportedException();

    public Task<UploadOutcome> UploadAsync(NetworkAccount account, Picture picture, CancellationToken stop) => throw new NotSupportedException();

    public Task<Outcome> PublishAsync(NetworkAccount account, OutgoingPart part, CancellationToken stop) => throw new NotSupportedException();

    public Task<IReadOnlyList<OwnPost>> FindOwnAsync(NetworkAccount account, OwnSince since, CancellationToken stop) => throw new NotSupportedException();

    public Task<Outcome> RemoveAsync(NetworkAccount account, long remoteId, CancellationToken stop) => throw new NotSupportedException();

    public Task<NetworkIdentity> WhoAmIAsync(NetworkAccount account, CancellationToken stop) => throw new NotSupportedException();
}
