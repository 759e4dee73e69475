using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing.Timeline;

/// <summary>
/// The hourly look at our own timelines, while a campaign runs. It follows: a rehearsal does not go on for its sake.
/// </summary>
internal sealed partial class TimelineReads(NpgsqlDataSource database, OwnTimeline timeline, CampaignClock clock, IOptions<PublishingOptions> settings, ILogger<TimelineReads> log)
    : IStepSource
{
    private int underWay;

    public bool Leads => false;

    private const string ClaimSql = """
        UPDATE accounts a
           SET timeline_read_at = @now
         WHERE a.network <> 'by-hand'
           AND a.paused_at IS NULL
           AND a.catch_up_from IS NULL
           AND (a.timeline_read_at IS NULL OR a.timeline_read_at <= @before)
           AND EXISTS (SELECT 1
                         FROM campaigns c
                         JOIN campaign_accounts ca ON ca.campaign_id = c.id
                        WHERE ca.account_id = a.id
                          AND (@now AT TIME ZONE c.time_zone)::date BETWEEN c.runs_from AND c.runs_to)
        RETURNING a.id, a.network, a.handle
        """;

    /// <summary>Reads every timeline whose hour it is. One that cannot be read has its next turn an hour later.</summary>
    public async Task RunDueAsync(CancellationToken stop)
    {
        var every = settings.Value.TimelineEvery;
        if (every == TimeSpan.Zero)
            return;
        Interlocked.Increment(ref underWay);
        try
        {
            foreach (var account in await ClaimAsync(every, stop))
                await ReadAsync(account, stop);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }

    private async Task<IReadOnlyList<OwnAccount>> ClaimAsync(TimeSpan every, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<OwnAccount>(new CommandDefinition(ClaimSql, new { now, before = now - every }, cancellationToken: stop))];
    }

    private async Task ReadAsync(OwnAccount account, CancellationToken stop)
    {
        try
        {
            await timeline.StrangersAsync(account, TimeSpan.Zero, stop);
        }
        catch (NetworkReadException e)
        {
            Log.NotRead(log, account.Handle, e.Message);
        }
    }

    private const string DueSql = """
        SELECT min(coalesce(a.timeline_read_at + @every, @now))
          FROM accounts a
         WHERE a.network <> 'by-hand'
           AND a.paused_at IS NULL
           AND a.catch_up_from IS NULL
           AND EXISTS (SELECT 1
                         FROM campaigns c
                         JOIN campaign_accounts ca ON ca.campaign_id = c.id
                        WHERE ca.account_id = a.id
                          AND (@now AT TIME ZONE c.time_zone)::date BETWEEN c.runs_from AND c.runs_to)
        """;

    private async Task<DateTimeOffset?> DueAsync(DateTimeOffset now, CancellationToken stop)
    {
        if (settings.Value.TimelineEvery == TimeSpan.Zero)
            return null;
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(DueSql, new { now, every = settings.Value.TimelineEvery }, cancellationToken: stop));
    }

    public async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop) =>
        underWay == 0 && !(await DueAsync(now, stop) <= now) && underWay == 0;

    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) =>
        await DueAsync(now, stop) is { } at && at > now ? at : null;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What was posted by hand as @{Handle} is not known: {Why}")]
        public static partial void NotRead(ILogger log, string handle, string why);
    }
}
