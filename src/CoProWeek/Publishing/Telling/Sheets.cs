using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// The day sheets: in the afternoon what goes out tomorrow and whether it is ready, in the morning the same of today, in the evening
/// what became of it. Each once, however many workers look.
/// </summary>
internal sealed partial class Sheets(
    SheetStore store, NpgsqlDataSource database, PeopleStore people, StopAll button, KindLatest kinds, SheetLetter letter, EveningLetter evening, CampaignClock clock, ILogger<Sheets> log)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                var now = clock.GetUtcNow();
                foreach (var sheet in (await store.PendingAsync(now, stoppingToken)).Where(sheet => sheet.At <= now))
                    await TellAsync(sheet, now, stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TellAsync(DueSheet sheet, DateTimeOffset now, CancellationToken stop)
    {
        string[] to = [.. (await people.ManagersAsync(stop)).Select(manager => manager.Email)];
        var stopped = await button.StandingAsync(stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var posts = await PostStore.ReadAsync(connection, transaction, new PostFilter(sheet.CampaignId, Day: sheet.Day), stop);
        var day = new SheetDay
        {
            Campaign = (await CampaignStore.ReadAsync(connection, transaction, null, sheet.CampaignId, kinds, stop))[0],
            Day = sheet.Day,
            Posts = posts,
            Stopped = stopped,
            Paused = await SheetStore.PausedAsync(connection, transaction, stop),
            Checks = await SheetStore.ChecksAsync(connection, transaction, [.. posts.Select(post => post.Id)], stop),
            Now = now,
        };
        var alert = sheet.Kind is SheetKind.Evening ? evening.Write(sheet, day, to) : letter.Write(sheet, day, to);
        if (!await Outbox.TellAsync(connection, transaction, alert, TimeProvider.System.GetUtcNow(), stop))
            return;
        foreach (var post in sheet.Kind is SheetKind.Tomorrow && to.Length > 0 ? day.Posts.Where(post => !post.IsApproved) : [])
            await History.WriteAsync(connection, transaction, now, "coproweek", "told", "the managers that it is not approved for the next day", post.Id, stop);
        await transaction.CommitAsync(stop);
        Log.Told(log, alert.Subject, to.Length);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The day's sheet could not be written; tried again in a moment")]
        public static partial void Failed(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Information, Message = "Sheet for {Managers} managers: {Subject}")]
        public static partial void Told(ILogger log, string subject, int managers);
    }
}
