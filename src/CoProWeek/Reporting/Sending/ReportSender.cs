using CoProWeek.Alerts;
using CoProWeek.Clock;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Reporting.Sending;

/// <summary>Sends each report that goes out by itself when it is due. Whatever is wrong with one, the others go out, and so do posts.</summary>
internal sealed partial class ReportSender(
    SendingStore store, Dispatch dispatch, SendingAlerts alerts, IOptions<MailOptions> mail, CampaignClock clock, ILogger<ReportSender> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RestAfterFault = TimeSpan.FromMinutes(5);

    /// <summary>What failed is left alone until then.</summary>
    private readonly Dictionary<string, DateTimeOffset> rests = [];

    /// <summary>Of which people were told, as far as this process knows: it is not told twice in any case.</summary>
    private readonly HashSet<string> told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                var now = clock.GetUtcNow();
                foreach (var report in (await store.UnsentAsync(now, stoppingToken)).Where(report => report.At <= now))
                    await LookAfterAsync(report, now, stoppingToken);
                await alerts.LookAsync(now, stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAfterAsync(DueReport report, DateTimeOffset now, CancellationToken stop)
    {
        if (report.Until <= now)
            await TellOnceAsync($"overlooked {report.Cause}", () => alerts.OverlookedAsync(report, stop));
        else if (!mail.Value.IsConfigured())
            await TellOnceAsync($"no mail {report.Cause}", () => alerts.NoMailAsync(report, stop));
        else if (!rests.TryGetValue(report.Cause, out var until) || until <= now)
            await SendAsync(report, now, stop);
    }

    private async Task SendAsync(DueReport report, DateTimeOffset now, CancellationToken stop)
    {
        try
        {
            if (await dispatch.SendDueAsync(report, stop))
                Log.Sent(log, report.Cause, now - report.At);
        }
        catch (Exception e) when (e is not (NpgsqlException or TimeoutException) && !stop.IsCancellationRequested)
        {
            Log.Fault(log, report.Cause, e);
            rests[report.Cause] = now + RestAfterFault;
            await TellOnceAsync($"fault {report.Cause}", () => alerts.FaultAsync(report, stop));
        }
    }

    private async Task TellOnceAsync(string what, Func<Task> tell)
    {
        if (told.Contains(what))
            return;
        await tell();
        told.Add(what);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Report on its way: {Cause}, {Late} after it was due")]
        public static partial void Sent(ILogger log, string cause, TimeSpan late);

        [LoggerMessage(Level = LogLevel.Error, Message = "The report {Cause} could not be made; it is tried again in a few minutes")]
        public static partial void Fault(ILogger log, string cause, Exception e);

        [LoggerMessage(Level = LogLevel.Error, Message = "Which reports are due could not be looked up; tried again in a moment")]
        public static partial void Failed(ILogger log, Exception e);
    }
}
