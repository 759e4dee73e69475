using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Clock;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// Turns what the history says into alerts: one a cause, each event looked at once, however many workers look. Whoever moves a
/// delivery need know nothing of alerts: the row it writes is enough.
/// </summary>
internal sealed partial class TroubleReader(
    TroubleStore store, NpgsqlDataSource database, PeopleStore people, TroubleLetter letter, Channels channels, CampaignClock clock, ILogger<TroubleReader> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, TimeProvider.System);
        var asked = false;
        do
        {
            try
            {
                if (!asked)
                    await AskAsync(stoppingToken);
                asked = true;
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>At the start: would anybody be told?</summary>
    private async Task AskAsync(CancellationToken stop)
    {
        var managers = await people.ManagersAsync(stop);
        var standing = await channels.AskAsync([.. managers.Select(manager => manager.Email)], TimeProvider.System.GetUtcNow(), stop);
        if (standing.NobodyWouldBeTold is { } why)
            Log.NobodyTold(log, why);
    }

    private async Task LookAsync(CancellationToken stop)
    {
        var rows = await store.UntoldAsync(clock.GetUtcNow(), stop);
        if (rows.Count == 0)
            return;
        string[] managers = [.. (await people.ManagersAsync(stop)).Select(manager => manager.Email)];
        foreach (var same in rows.GroupBy(row => row.Cause))
            await TellAsync(same.Key, [.. same], managers, stop);
    }

    private async Task TellAsync(string? cause, IReadOnlyList<TroubleRow> rows, string[] managers, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (!await TroubleStore.TakeAsync(connection, transaction, [.. rows.Select(row => row.EventId)], cause, stop))
            return;
        var told = cause is not null && await Outbox.TellAsync(connection, transaction, letter.Write(cause, rows, managers), TimeProvider.System.GetUtcNow(), stop);
        await transaction.CommitAsync(stop);
        if (told)
            Log.Told(log, cause!, managers.Length);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What people must be told could not be looked up; tried again in a moment")]
        public static partial void Failed(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody would be told if a post did not go out: {Why} (`coproweek check --send-test`, or the page /alerts)")]
        public static partial void NobodyTold(ILogger log, string why);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Alert ({Cause}): {Managers} managers are told, and the chat if there is one")]
        public static partial void Told(ILogger log, string cause, int managers);
    }
}
