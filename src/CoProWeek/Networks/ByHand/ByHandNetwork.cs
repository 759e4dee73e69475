using System.Globalization;
using CoProWeek.Accounts;

namespace CoProWeek.Networks.ByHand;

/// <summary>
/// A place where a person posts: Facebook, Instagram, LinkedIn, or whatever the team calls it. What is due there is handed
/// over to be copied; nothing is called, found or taken down, and nothing costs.
/// </summary>
internal sealed class ByHandNetwork : INetwork
{
    /// <summary>As it stands in <c>accounts.network</c>.</summary>
    public const string NetworkName = "by-hand";

    // A text that is too long cannot be approved. Which place it is, only the team knows, and a person stands between who sees the
    // place's own refusal and can cut: so this is the most that the most generous of them takes (Facebook), not the least.
    private const int LongestText = 63_206;

    public string Name => NetworkName;

    public bool IsByHand => true;

    // Ten pictures is the least of the three places' mosts; their size and alt texts are X's, for they are mailed, and mostly the same pictures.
    public NetworkLimits Limits { get; } = new(TextLength: LongestText, Pictures: 10, PictureBytes: 5 * 1024 * 1024, AltTextLength: 1000);

    /// <summary>Characters as a person counts them: a letter with its accent, an emoji with its colour, is one.</summary>
    public TextMeasure Measure(string text) => new(new StringInfo(text).LengthInTextElements, LongestText);

    public decimal PriceOf(string text, int pictures) => 0;

    public Charge? ChargeOf(string text) => null;

    public decimal PriceOfReading(int posts) => 0;

    public Uri LinkTo(NetworkAccount account, long remoteId) => throw Cannot("names no posts by number");

    public Uri LinkTo(long remoteId) => throw Cannot("names no posts by number");

    /// <summary>A post there has an address, and no id that could be read out of it.</summary>
    public long? ReadLink(string link) => null;

    public Task<UploadOutcome> UploadAsync(NetworkAccount account, Picture picture, CancellationToken stop) =>
        Task.FromResult<UploadOutcome>(new UploadOutcome.Blocked(HoldReason.Hand, Why(account)));

    public Task<Outcome> PublishAsync(NetworkAccount account, OutgoingPart part, CancellationToken stop) =>
        Task.FromResult<Outcome>(new Outcome.Blocked(HoldReason.Hand, Why(account)));

    public Task<Outcome> RemoveAsync(NetworkAccount account, long remoteId, CancellationToken stop) =>
        Task.FromResult<Outcome>(new Outcome.Blocked(HoldReason.Hand, $"{account.Handle}: CoProWeek cannot delete there. Delete it there yourself."));

    public string QueryForHashtag(string tag) => throw Cannot("is not searched");

    public string QueryForHandle(string handle) => throw Cannot("is not searched");

    public string QueryForConversation(long firstId) => throw Cannot("is not searched");

    public Task<IReadOnlyList<OwnPost>> FindOwnAsync(NetworkAccount account, OwnSince since, CancellationToken stop) => throw Cannot("is not read");

    public Task<FoundPage> SearchAsync(NetworkAccount reader, Search search, CancellationToken stop) => throw Cannot("is not searched");

    public Task<LookedUp> LookupAsync(NetworkAccount reader, IReadOnlyCollection<long> ids, CancellationToken stop) => throw Cannot("is not read");

    public Task<IReadOnlyList<HourCount>> CountAsync(NetworkAccount reader, string query, DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        throw Cannot("counts nothing");

    public Task<NetworkIdentity> WhoAmIAsync(NetworkAccount account, CancellationToken stop) => throw Cannot("has no keys");

    private static string Why(NetworkAccount account) => $"{account.Handle}: CoProWeek cannot post there. Post it there yourself, then say so here.";

    private static NetworkReadException Cannot(string what) => new($"by-hand: a place where a person posts {what}. Look there yourself.");
}
