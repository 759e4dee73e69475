using CoProWeek.Accounts;

namespace CoProWeek.Networks;

/// <summary>
/// A place where posts go out and mentions come back. Every call that can create something returns an
/// <see cref="Outcome"/> and never throws for what the network answered; reads throw
/// <see cref="NetworkReadException"/> when they are not complete.
/// </summary>
internal interface INetwork
{
    /// <summary>As written in <c>accounts.network</c>: "x".</summary>
    string Name { get; }

    /// <summary>A person posts there: this program hands over what is due, and calls, finds and takes down nothing.</summary>
    bool IsByHand => false;

    NetworkLimits Limits { get; }

    /// <summary>The length of a text as the network itself counts it.</summary>
    TextMeasure Measure(string text);

    /// <summary>What one part with so many pictures costs there, in US dollars, by the unit prices in the configuration.</summary>
    decimal PriceOf(string text, int pictures);

    /// <summary>What the network charges for one post with this text; null where nothing costs.</summary>
    Charge? ChargeOf(string text);

    /// <summary>What reading so many of other people's posts costs there, in US dollars, by the unit prices in the configuration.</summary>
    decimal PriceOfReading(int posts);

    /// <summary>The public address of a post, for people to open.</summary>
    Uri LinkTo(NetworkAccount account, long remoteId);

    /// <summary>The same without a word of whose it is.</summary>
    Uri LinkTo(long remoteId);

    /// <summary>Reads the post's id out of such an address, or null when it is not one.</summary>
    long? ReadLink(string link);

    /// <summary>Puts a picture and its alt text on the network, unseen until a post names it. May be repeated freely.</summary>
    Task<UploadOutcome> UploadAsync(NetworkAccount account, Picture picture, CancellationToken stop);

    /// <summary>Creates one post. One try, never repeated here.</summary>
    Task<Outcome> PublishAsync(NetworkAccount account, OutgoingPart part, CancellationToken stop);

    /// <summary>
    /// Reads the account's own posts newer than <paramref name="since"/>, all pages of them, newest first.
    /// </summary>
    /// <exception cref="NetworkReadException">The read did not complete, so absence from it proves nothing.</exception>
    Task<IReadOnlyList<OwnPost>> FindOwnAsync(NetworkAccount account, OwnSince since, CancellationToken stop);

    /// <summary>Takes a post down. <see cref="Outcome.Sent"/> means it is gone.</summary>
    Task<Outcome> RemoveAsync(NetworkAccount account, long remoteId, CancellationToken stop);

    /// <summary>What finds the public posts with a hashtag.</summary>
    string QueryForHashtag(string tag);

    /// <summary>What finds the public posts that mention an account.</summary>
    string QueryForHandle(string handle);

    /// <summary>What finds the public posts in the conversation that a post began.</summary>
    string QueryForConversation(long firstId);

    /// <summary>One page of public posts, newest first, read with the keys of <paramref name="reader"/>.</summary>
    /// <exception cref="NetworkReadException">The page is not whole.</exception>
    Task<FoundPage> SearchAsync(NetworkAccount reader, Search search, CancellationToken stop);

    /// <summary>Public posts by their ids, as many at once as <see cref="NetworkLimits.LookupIds"/> says.</summary>
    /// <exception cref="NetworkReadException">The answer is not whole.</exception>
    Task<LookedUp> LookupAsync(NetworkAccount reader, IReadOnlyCollection<long> ids, CancellationToken stop);

    /// <summary>How many public posts there are in each whole hour from one instant to another, by the network's own count.</summary>
    /// <exception cref="NetworkReadException">The answer is not whole.</exception>
    Task<IReadOnlyList<HourCount>> CountAsync(NetworkAccount reader, string query, DateTimeOffset from, DateTimeOffset to, CancellationToken stop);

    /// <summary>Who these credentials post as.</summary>
    /// <exception cref="NetworkReadException">The network did not say; the message names the cause and the next step.</exception>
    Task<NetworkIdentity> WhoAmIAsync(NetworkAccount account, CancellationToken stop);
}

/// <summary>The identity we post as: the account row's id, its network and its handle without "@".</summary>
internal sealed record NetworkAccount(long Id, string Handle);

/// <summary>Who the network says we are.</summary>
internal sealed record NetworkIdentity(long RemoteId, string Handle)
{
    /// <summary>Which permission is missing, in words, with what to do; null when none is known to be.</summary>
    public string? Lacks { get; init; }
}

/// <summary>What a network can carry.</summary>
/// <param name="TextLength">Longest text, by <see cref="INetwork.Measure"/>.</param>
/// <param name="Pictures">Most pictures on one post.</param>
/// <param name="PictureBytes">Largest picture, in bytes.</param>
/// <param name="AltTextLength">Longest alt text, in characters.</param>
internal sealed record NetworkLimits(int TextLength, int Pictures, int PictureBytes, int AltTextLength)
{
    /// <summary>How far back a search goes.</summary>
    public TimeSpan SearchBack { get; init; }

    /// <summary>What is younger than this is not found yet.</summary>
    public TimeSpan SearchLag { get; init; }

    /// <summary>Most posts looked up in one call.</summary>
    public int LookupIds { get; init; }
}

/// <summary>A text's length by the network's own count, beside the most it takes.</summary>
internal readonly record struct TextMeasure(int Length, int Limit)
{
    public bool Fits => Length <= Limit;
}

/// <summary>A picture on its way out.</summary>
internal sealed record Picture(string ContentType, ReadOnlyMemory<byte> Bytes, string AltText);

/// <summary>How an upload ended: an id to name in a post, or a reason. It is never unknown: nobody sees an upload.</summary>
internal abstract record UploadOutcome
{
    private UploadOutcome()
    {
    }

    /// <param name="MediaId">What a post names.</param>
    /// <param name="MediaKey">What the network shows on the post, by which a read-back recognises it; null when the network has none.</param>
    /// <param name="ExpiresAt">From then on it must be uploaded anew (campaign time, UTC).</param>
    internal sealed record Uploaded(long MediaId, string? MediaKey, DateTimeOffset ExpiresAt) : UploadOutcome;

    /// <summary>Not there; may be tried again at this instant (campaign time, UTC).</summary>
    internal sealed record Deferred(DateTimeOffset Until, string Why) : UploadOutcome;

    /// <summary>Not there, and a person is needed.</summary>
    internal sealed record Blocked(HoldReason Reason, string Why) : UploadOutcome;
}

/// <summary>One part of a post, as it will be said: the text whole, links and all.</summary>
/// <param name="Text">Exactly what is sent.</param>
/// <param name="MediaIds">From <see cref="UploadOutcome.Uploaded"/>, in order.</param>
/// <param name="ReplyTo">The part before it in a thread, or null.</param>
internal sealed record OutgoingPart(string Text, IReadOnlyList<long> MediaIds, long? ReplyTo);

/// <summary>Where a read of our own timeline begins: after an id, or, when none is known yet, at an instant.</summary>
internal readonly record struct OwnSince(long? RemoteId, DateTimeOffset At);

/// <summary>A post on our own timeline, as it reads to people: entities decoded, links expanded, the long text if there is one.</summary>
internal sealed record OwnPost(long RemoteId, string Text, DateTimeOffset CreatedAt)
{
    public IReadOnlyList<string> MediaKeys { get; init; } = [];

    public int MediaCount { get; init; }

    /// <summary>The post it answers, or null.</summary>
    public long? ReplyTo { get; init; }

    public bool IsRepost { get; init; }
}

/// <summary>A read that did not complete. The message names actor, cause and next step.</summary>
internal sealed class NetworkReadException(string message, int? httpStatus = null, Exception? inner = null)
    : Exception(message, inner)
{
    public int? HttpStatus { get; } = httpStatus;

    /// <summary>When the network said it may be asked again (campaign time, UTC), if it said so.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Set when a person must act first: a credential or the money.</summary>
    public HoldReason? Reason { get; init; }
}
