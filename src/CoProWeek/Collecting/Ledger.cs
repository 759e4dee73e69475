using CoProWeek.Clock;
using CoProWeek.Networks;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>All that is known of how completely a campaign was collected.</summary>
internal sealed class Ledger(NpgsqlDataSource database, NetworkList networks, WatchStore watches, RunStore runs, GapStore losses, CareStore cares, CampaignClock clock)
{
    public async Task<LedgerView> ReadAsync(long campaignId, CancellationToken stop)
    {
        var (known, now) = (await watches.OfCampaignAsync(campaignId, stop), clock.GetUtcNow());
        foreach (var network in known.Select(watch => watch.Network).Distinct())
            await losses.LoseAsync(campaignId, Run.OldestFor(networks.Find(network).Limits, now), now, stop);
        long[] ids = [.. known.Select(watch => watch.Id)];
        await using var connection = await database.OpenConnectionAsync(stop);
        var spans = (await Coverage.SpansAsync(connection, ids, stop)).ToLookup(span => span.WatchId);
        var gaps = (await Coverage.GapsAsync(connection, ids, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, stop)).ToLookup(gap => gap.WatchId);
        var written = (await GapStore.KnownAsync(connection, ids, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, stop)).ToLookup(gap => gap.WatchId);
        var audits = (await Auditor.LastAsync(connection, ids, stop)).ToDictionary(audit => audit.WatchId);
        var all = new List<WatchLedger>();
        foreach (var watch in known)
            all.Add(new WatchLedger(watch, [.. spans[watch.Id]], [.. gaps[watch.Id]], [.. written[watch.Id]], audits.GetValueOrDefault(watch.Id), await runs.UnfinishedAsync(watch.Id, stop)));
        return new LedgerView(all, await cares.FindAsync(campaignId, stop));
    }
}

/// <summary>A campaign's watches, and where its held posts stand.</summary>
internal sealed record LedgerView(IReadOnlyList<WatchLedger> Watches, Care Care);

/// <summary>One watch's.</summary>
/// <param name="Watch">How far it has come.</param>
/// <param name="Spans">Collected whole.</param>
/// <param name="Gaps">What lies between.</param>
/// <param name="Known">Written down: lost, or short by X's count.</param>
/// <param name="Audit">The last comparison with X's count.</param>
/// <param name="Open">The look under way.</param>
internal sealed record WatchLedger(Watch Watch, IReadOnlyList<Gap> Spans, IReadOnlyList<Gap> Gaps, IReadOnlyList<KnownGap> Known, Audit? Audit, Run? Open)
{
    /// <summary>It is written down, with its reason.</summary>
    public bool IsLost(Gap gap) => Known.Any(known => known is { IsLost: true, Counted: null } && known.FromAt < gap.ToAt && gap.FromAt < known.ToAt);
}
