using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>The queue as a whole: what is too late, and which accounts have something to send.</summary>
internal sealed class QueueStore(NpgsqlDataSource database, IOptions<PublishingOptions> settings)
{
    // After a restore the rows do not know yet what went out: nothing is called missed before the timeline has been read.
    private const string MissLateSql = """
        UPDATE deliveries
           SET state = 'missed', hold_reason = NULL, updated_at = @now,
               reason = CASE
                   WHEN hold_reason = 'hand' THEN 'nobody said that it was posted on ' || (SELECT a.handle FROM accounts a WHERE a.id = deliveries.account_id)
                   WHEN state = 'queued' AND waits_for_page AND page_answer IS NOT NULL THEN 'its page was not there in time: ' || page_answer
                   WHEN state = 'held' THEN 'held until its latest had passed: ' || reason
                   WHEN reason <> ''   THEN 'its latest passed before it could be sent. ' || reason
                   WHEN EXISTS (SELECT 1 FROM stop_all) THEN 'its latest passed while everything was stopped'
                   ELSE 'its latest passed before it could be sent: coproweek was not running, was stopped, or was still sending the ones before it'
               END
         WHERE state IN ('queued', 'held')
           AND parts_out = 0
           AND latest_at < @now
           AND hold_reason IS DISTINCT FROM 'undecided'
           AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.id = deliveries.account_id AND a.catch_up_from IS NOT NULL)
        """;

    /// <summary>What may not go out any more is missed, each with its reason. Returns how many.</summary>
    public async Task<int> MissLateAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(MissLateSql, new { now }, cancellationToken: stop));
    }

    private const string AccountsToWakeSql = """
        SELECT d.account_id
          FROM deliveries d
          JOIN accounts a ON a.id = d.account_id
         WHERE d.state = 'queued'
           AND d.due_at <= @dueBefore
           AND a.paused_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM stop_all)
         UNION
        SELECT d.account_id
          FROM delivery_media m
          JOIN deliveries d ON d.id = m.delivery_id AND d.parts_out = m.n - 1
          JOIN accounts a   ON a.id = d.account_id
         WHERE m.remote_media_id IS NULL
           AND (m.try_at IS NULL OR m.try_at <= @now)
           AND d.state = 'queued'
           AND d.slot_at <= @ahead
           AND a.network <> 'by-hand'
           AND a.paused_at IS NULL
           AND NOT EXISTS (SELECT 1 FROM stop_all)
        """;

    /// <summary>Accounts with a post that has been due for a while, or whose pictures should be going up.</summary>
    public async Task<IEnumerable<long>> AccountsToWakeAsync(DateTimeOffset dueBefore, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QueryAsync<long>(new CommandDefinition(
            AccountsToWakeSql, new { dueBefore, now, ahead = now + settings.Value.UploadAhead }, cancellationToken: stop));
    }
}
