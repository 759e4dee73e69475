using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// Tells of each post that is not approved an hour before its slot. The outbox takes one alert of each cause, so that nothing is said
/// twice, however many workers look.
/// </summary>
internal sealed partial class UnapprovedNotices(
    UnapprovedStore store, NpgsqlDataSource database, PeopleStore people, UnapprovedLetter letter, KindLatest kinds, CampaignClock clock, ILogger<UnapprovedNotices> log)
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
                await TellAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.Failed(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TellAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        foreach (var notice in (await store.PendingAsync(now, stop)).Where(notice => notice.At <= now))
            await TellAsync(notice, now, stop);
    }

    private async Task TellAsync(UnapprovedNotice notice, DateTimeOffset now, CancellationToken stop)
    {
        var managers = await people.ManagersAsync(stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var campaign = (await CampaignStore.ReadAsync(connection, transaction, null, notice.CampaignId, kinds, stop))[0];
        var post = (await PostStore.ReadAsync(connection, transaction, [notice.PostId], stop)).SingleOrDefault();
        if (post is null || post.IsApproved || post.LatestAt <= now || PostStatus.LockOf(post) is not null)
            return;
        var alert = letter.Write(notice, campaign, post, [.. managers.Select(manager => manager.Email)], now);
        if (!await Outbox.TellAsync(connection, transaction, alert, TimeProvider.System.GetUtcNow(), stop))
            return;
        if (managers.Count > 0)
            await History.WriteAsync(connection, transaction, now, "coproweek", "told", "the managers that it is not approved and due within the hour", post.Id, stop);
        await transaction.CommitAsync(stop);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "What is not approved could not be looked up; tried again in a moment")]
        public static partial void Failed(ILogger log, Exception e);
    }
}
