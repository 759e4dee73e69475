using CoProWeek.Clock;
using CoProWeek.Publishing.Checks;
using CoProWeek.Publishing.Timeline;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// Looks every few seconds for what no alarm woke: posts too late, senders that died, attempts to read back, pictures
/// to put up, due posts whose trigger was lost. It needs no scheduler, so that it outlives a dead one.
/// </summary>
internal sealed partial class Sweep(
    QueueStore queue, UnknownStore unknowns, Settler settler, CatchUp catchUp, Purse purse, Checker checker, TimelineReads timelines, Publisher publisher, Wakes wakes,
    CampaignClock clock, IOptions<PublishingOptions> settings, ILogger<Sweep> log) : BackgroundService
{
    /// <summary>What is due gets this long to be woken by its alarm before the sweep does it.</summary>
    private static readonly TimeSpan AlarmFirst = TimeSpan.FromSeconds(2);

    /// <summary>Real time of the last sweep that ended well, as <see cref="TimeProvider.GetTimestamp"/>; null before the first.</summary>
    public long? LastEndedAt { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(settings.Value.SweepEvery, clock);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
                LastEndedAt = TimeProvider.System.GetTimestamp();
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>A send under way is seen to its end before the process goes.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await wakes.DrainAsync().WaitAsync(cancellationToken);
    }

    /// <summary>One look at the rows. What takes a network's time goes on by itself.</summary>
    private async Task LookAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await unknowns.MarkAbandonedAsync(now, stop);
        await queue.MissLateAsync(now, stop);
        wakes.Start("looking after the money", () => purse.LookAsync(stop));
        wakes.Start("catching up", () => catchUp.RunAsync(stop));
        wakes.Start("reading back", () => settler.SettleDueAsync(stop));
        wakes.Start("checking", () => checker.RunDueAsync(stop));
        wakes.Start("reading our timelines", () => timelines.RunDueAsync(stop));
        foreach (var account in await queue.AccountsToWakeAsync(now - AlarmFirst, now, stop))
            wakes.Start($"sending as account {account}", () => publisher.RunAsync(account, stop));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The sweep could not reach the database; it tries again in a moment")]
        public static partial void Failed(ILogger log, Exception e);
    }
}
