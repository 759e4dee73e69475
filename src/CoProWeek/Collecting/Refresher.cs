using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>
/// Looks every held post of a campaign up once: its numbers are appended, an edited one is followed to its newest version, one that
/// is gone is hidden. Stopped half-way, the next one within the hour goes on with it.
/// </summary>
internal sealed class Refresher(NpgsqlDataSource database, NetworkList networks, WatchStore watches, RefreshStore refreshes, Counter counter, Budget budget, CampaignClock clock)
{
    private static readonly TimeSpan GoOnFor = TimeSpan.FromHours(1);

    /// <summary>Tells <paramref name="progress"/> after each call how many were looked up, and how many there are in all.</summary>
    /// <returns>What came of it; null while another process refreshes this campaign.</returns>
    /// <exception cref="NetworkReadException">The network did not answer; what was looked up until then is kept.</exception>
    public async Task<Refreshed?> RefreshAsync(long campaignId, Action<int, int>? progress, CancellationToken stop)
    {
        await using var hold = await Hold.OfRefreshAsync(database, campaignId, stop);
        if (hold is null)
            return null;
        var now = clock.GetUtcNow();
        var refresh = await refreshes.BeginAsync(campaignId, now, now - GoOnFor, stop);
        var (done, all) = (0, await refreshes.LeftAsync(campaignId, refresh, stop));
        var known = await watches.OfCampaignAsync(campaignId, stop);
        // Whoever reads for the campaign now: an account that it no longer names may have no keys.
        foreach (var reading in known.OrderByDescending(watch => watch.UntilAt).ThenByDescending(watch => watch.IsHashtag).DistinctBy(watch => watch.Network))
        {
            await foreach (var lookedUp in LookUpAsync(campaignId, reading, refresh, stop))
                progress?.Invoke(done += lookedUp, all);
        }
        var refreshed = await refreshes.EndAsync(refresh.Id, clock.GetUtcNow(), stop);
        foreach (var watch in known.Where(watch => watch.IsHashtag))
            await counter.CountAsync(watch, networks.Find(watch.Network), stop);
        return refreshed;
    }

    private async IAsyncEnumerable<int> LookUpAsync(
        long campaignId, Watch reading, Refresh refresh, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var network = networks.Find(reading.Network);
        for (var last = 0L; await refreshes.BatchAsync(campaignId, network.Name, refresh, last, network.Limits.LookupIds, stop) is { Count: > 0 } batch; last = batch[^1].Id)
        {
            if (await budget.WhyNoReadingAsync(campaignId, stop) is { } why)
                throw new NetworkReadException(why) { Reason = HoldReason.Budget };
            var answer = await network.LookupAsync(reading.Reader, [.. batch.Select(post => post.RemoteId)], stop);
            await KeepAsync(network.Name, refresh, await NewestAsync(network, reading.Reader, answer.Found, stop), answer.Missing, stop);
            yield return batch.Count;
        }
    }

    /// <summary>A look-up by an older version's id gives that version: the newest one is asked for, too.</summary>
    private static async Task<IReadOnlyList<FoundPost>> NewestAsync(INetwork network, NetworkAccount reader, IReadOnlyList<FoundPost> found, CancellationToken stop)
    {
        long[] newer = [.. found.Where(post => post.NewestId > post.Id).Select(post => post.NewestId)];
        return newer.Length == 0 ? found : [.. found, .. (await network.LookupAsync(reader, newer, stop)).Found];
    }

    private async Task KeepAsync(string network, Refresh refresh, IReadOnlyList<FoundPost> found, IReadOnlyList<MissingPost> missing, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var kept = await MentionStore.KeepAsync(transaction, network, found, at, stop);
        var hidden = await MentionStore.HideAsync(transaction, network, missing, at, stop);
        await RefreshStore.AdvanceAsync(transaction, refresh.Id, kept.FirstIds.Count + hidden, hidden, stop);
        await transaction.CommitAsync(stop);
    }
}
