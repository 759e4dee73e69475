using CoProWeek.Clock;
using CoProWeek.Networks;

namespace CoProWeek.Collecting;

/// <summary>
/// Looks every held post of a campaign up once: its numbers are appended, an edited one is followed to its newest version, one that
/// is gone is hidden. Stopped half-way, the next one within the hour goes on with it.
/// </summary>
internal sealed partial class Refresher(
    NetworkList networks, WatchStore watches, RefreshStore refreshes, LookUps lookUps, Counter counter, CampaignClock clock, ILogger<Refresher> log)
{
    private static readonly TimeSpan GoOnFor = TimeSpan.FromHours(1);

    /// <summary>Whoever waits for a page waits no longer (real time).</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Tells <paramref name="progress"/> after each call how many were looked up, and how many there are in all.</summary>
    /// <returns>What came of it; null while another process refreshes this campaign.</returns>
    /// <exception cref="NetworkReadException">The network did not answer; what was looked up until then is kept.</exception>
    public async Task<Refreshed?> RefreshAsync(long campaignId, Action<int, int>? progress, CancellationToken stop)
    {
        await using var hold = await refreshes.HoldAsync(campaignId, stop);
        if (hold is null)
            return null;
        var now = clock.GetUtcNow();
        var refresh = await refreshes.BeginAsync(campaignId, now, now - GoOnFor, stop);
        var (done, all) = (0, await refreshes.LeftAsync(campaignId, refresh, stop));
        var known = await watches.OfCampaignAsync(campaignId, stop);
        foreach (var reading in Watch.Readers(known))
        {
            await foreach (var lookedUp in LookUpAsync(campaignId, reading, refresh, stop))
                progress?.Invoke(done += lookedUp, all);
        }
        var refreshed = await refreshes.EndAsync(refresh.Id, clock.GetUtcNow(), stop);
        foreach (var watch in known.Where(watch => watch.IsCounted))
            await counter.CountAsync(watch, networks.Find(watch.Network), stop);
        return refreshed;
    }

    /// <summary>
    /// Before a report leaves the house: what was removed at the network must not stand in it. One file after another asks once an hour.
    /// A network that does not answer keeps no report back: it says by itself when its numbers were read.
    /// </summary>
    public async Task SweepAsync(long campaignId, CancellationToken stop)
    {
        if (await refreshes.EndedSinceAsync(campaignId, clock.GetUtcNow() - GoOnFor, stop))
            return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            await RefreshAsync(campaignId, progress: null, patience.Token);
        }
        catch (Exception e) when (e is NetworkReadException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            Log.NotSwept(log, e.Message);
        }
    }

    private async IAsyncEnumerable<int> LookUpAsync(
        long campaignId, Watch reading, Refresh refresh, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var network = networks.Find(reading.Network);
        for (var last = 0L; await refreshes.BatchAsync(campaignId, network.Name, refresh, last, network.Limits.LookupIds, stop) is { Count: > 0 } batch; last = batch[^1].Id)
        {
            await lookUps.AskAsync(campaignId, network, reading.Reader, [.. batch.Select(post => post.RemoteId)], (transaction, came) => RefreshStore.AdvanceAsync(transaction, refresh.Id, came.Posts, came.Missing, stop), stop);
            yield return batch.Count;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What was removed since could not all be looked for before a report: {Why}")]
        public static partial void NotSwept(ILogger log, string why);
    }
}
