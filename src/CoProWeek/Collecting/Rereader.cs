using CoProWeek.Clock;
using CoProWeek.Networks;
using Microsoft.Extensions.Options;

namespace CoProWeek.Collecting;

/// <summary>
/// Once an hour, while a campaign is collected: reads again the numbers that are due by their posts' age, looks for what was missed
/// before, and sweeps those that were not seen for longest. It keeps nothing from being collected.
/// </summary>
internal sealed partial class Rereader(
    NetworkList networks, WatchStore watches, RefreshStore refreshes, CareStore cares, LookUps lookUps, CampaignClock clock, IOptions<CollectingOptions> options, ILogger<Rereader> log)
{
    public async Task CareDueAsync(long campaignId, CancellationToken stop)
    {
        if (!await cares.IsDueAsync(campaignId, clock.GetUtcNow(), stop))
            return;
        await using var hold = await refreshes.HoldAsync(campaignId, stop);
        if (hold is null)
            return;
        var problem = "";
        try
        {
            await CareAsync(campaignId, stop);
        }
        catch (NetworkReadException e)
        {
            Log.NotRead(log, e.Message);
            problem = e.Message;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(log, e);
            problem = "CoProWeek: reading numbers again failed through a fault of its own; the log says which. It is tried again by itself.";
        }
        await cares.EndAsync(campaignId, NextHour(clock.GetUtcNow()), problem, stop);
    }

    private async Task CareAsync(long campaignId, CancellationToken stop)
    {
        foreach (var reading in Watch.Readers(await watches.OfCampaignAsync(campaignId, stop)))
        {
            var network = networks.Find(reading.Network);
            foreach (var batch in (await cares.DueAsync(campaignId, network.Name, options.Value.SweepPosts, clock.GetUtcNow(), stop)).Chunk(network.Limits.LookupIds))
                await LookUpAsync(campaignId, network, reading.Reader, batch, stop);
        }
    }

    private Task<LookUp> LookUpAsync(long campaignId, INetwork network, NetworkAccount reader, DuePost[] batch, CancellationToken stop) => lookUps.AskAsync(
        campaignId, network, reader, [.. batch.Select(post => post.RemoteId)],
        (transaction, _) => CareStore.SweptAsync(transaction, campaignId, batch.Count(post => post.IsSweep), clock.GetUtcNow(), stop), stop);

    private static DateTimeOffset NextHour(DateTimeOffset now) => new((now.UtcTicks / TimeSpan.TicksPerHour * TimeSpan.TicksPerHour) + TimeSpan.TicksPerHour, TimeSpan.Zero);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Numbers that are due were not all read again: {Why}")]
        public static partial void NotRead(ILogger log, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "Reading numbers again failed")]
        public static partial void Failed(ILogger log, Exception e);
    }
}
