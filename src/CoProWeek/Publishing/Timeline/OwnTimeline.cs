using System.Collections.Concurrent;
using CoProWeek.Clock;
using CoProWeek.Networks;

namespace CoProWeek.Publishing.Timeline;

/// <summary>
/// An account's own timeline, read whole: what stands there and is no part of ours was posted by hand, and is adopted; a
/// part of ours that is not there any more is asked for by its id.
/// </summary>
internal sealed class OwnTimeline(OwnPostStore store, Vanished vanished, UnknownStore unknowns, NetworkList networks, CampaignClock clock)
{
    /// <summary>A twin of yesterday's is not one of today's.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>X takes money for a post of ours once in a day of its own, which is UTC's: the day's first read goes further back, at no greater price.</summary>
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly ConcurrentDictionary<long, Read> last = new();

    /// <summary>What stands on the timeline within a day and is no part of ours, newest first.</summary>
    /// <param name="account">One that has a timeline.</param>
    /// <param name="fresh">A read no older than this will do.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="NetworkReadException">It was not read to its end.</exception>
    public async Task<IReadOnlyList<OwnPost>> StrangersAsync(OwnAccount account, TimeSpan fresh, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var read = last.TryGetValue(account.Id, out var known) && known.At >= now - fresh ? known : await ReadAsync(account, now, stop);
        var bound = await unknowns.BoundAsync(account.Id, [.. read.Strangers.Select(post => post.RemoteId)], stop);
        return [.. read.Strangers.Where(post => post.CreatedAt >= now - Day && !bound.Contains(post.RemoteId))];
    }

    private async Task<Read> ReadAsync(OwnAccount account, DateTimeOffset now, CancellationToken stop)
    {
        var network = networks.Find(account.Network);
        var isFirstOfDay = !last.TryGetValue(account.Id, out var before) || before.At.UtcDateTime.Date != now.UtcDateTime.Date;
        var since = now - (isFirstOfDay ? Week : Day);
        var posts = await network.FindOwnAsync(account.AsNetwork, new OwnSince(null, since), stop);
        // In this order: an attempt under way is seen as one, or what it made is bound by now.
        var doubtful = await store.DoubtfulAsync(account.Id, now - Week, stop);
        var bound = await unknowns.BoundAsync(account.Id, [.. posts.Select(post => post.RemoteId)], stop);
        OwnPost[] strangers = [.. posts.Where(post => !post.IsRepost && !bound.Contains(post.RemoteId)).OrderByDescending(post => post.RemoteId)];
        await store.AdoptAsync(account, [.. strangers.Where(post => !MayBeOurs(post, doubtful)).Select(post => Adopted(network, account, post))], now, stop);
        await vanished.LookAsync(account, since, posts.Select(post => post.RemoteId).ToHashSet(), stop);
        return last[account.Id] = new Read(now, strangers);
    }

    /// <summary>Of an attempt whose end is not known: reading it back is the settler's, and it is never called posted by hand.</summary>
    private static bool MayBeOurs(OwnPost post, IReadOnlyList<string> doubtful) =>
        doubtful.Any(canonical => Canonical.Likeness(Canonical.Of(post.Text), canonical) >= ReadBack.Close);

    private static AdoptedPost Adopted(INetwork network, OwnAccount account, OwnPost post) =>
        new(post.RemoteId, network.LinkTo(account.AsNetwork, post.RemoteId).AbsoluteUri, post.Text, post.CreatedAt, post.ReplyTo);

    private sealed record Read(DateTimeOffset At, IReadOnlyList<OwnPost> Strangers);
}

/// <summary>An account whose timeline is read.</summary>
internal sealed record OwnAccount
{
    public required long Id { get; init; }
    public required string Network { get; init; }
    public required string Handle { get; init; }

    public NetworkAccount AsNetwork => new(Id, Handle);
}
