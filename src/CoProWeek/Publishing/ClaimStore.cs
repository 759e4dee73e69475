using CoProWeek.Clock;
using CoProWeek.Publishing.Timeline;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>Taking the next due part of an account. The account's row lock makes it one at a time.</summary>
internal sealed class ClaimStore(NpgsqlDataSource database, CampaignClock clock, IOptions<PublishingOptions> settings)
{
    // Mostly nothing more is due, and then nobody is kept waiting.
    private const string LockAccountSql = """
        SELECT a.id
          FROM accounts a
         WHERE a.id = @accountId
           AND a.network <> 'by-hand'
           AND a.paused_at IS NULL
           AND EXISTS (SELECT 1 FROM deliveries d WHERE d.account_id = @accountId AND d.state = 'queued' AND d.due_at <= @asked)
           FOR NO KEY UPDATE OF a
        """;

    // Overdue posts take turns: each waits until the account may speak again, and for those before it, but not past its own latest.
    // Each has its own turn, so that hundreds of them are not set anew, and woken, whenever one of them goes out.
    private const string SpaceOverdueSql = """
        UPDATE deliveries d
           SET due_at = turn.at, updated_at = @now
          FROM (SELECT q.id, greatest(a.next_send_at, least(q.latest_at, a.next_send_at + @spacing * (row_number() OVER (ORDER BY q.slot_at, q.id) - 1))) AS at
                  FROM deliveries q
                  JOIN accounts a ON a.id = q.account_id
                 WHERE q.account_id = @accountId
                   AND q.state = 'queued'
                   AND q.parts_out = 0
                   AND q.due_at <= @now
                   AND q.slot_at < @overdueBefore
                   AND a.next_send_at > @now) turn
         WHERE d.id = turn.id AND d.state = 'queued'
        """;

    // Claim and fence are one statement: the attempt is on record before any call is made. That this worker still has its lock is seen
    // by not getting it; to look for it in pg_locks would be to read every lock there is. However many posts wait, each has its parts
    // looked up by their key.
    private const string ClaimSql = """
        WITH next AS (
            SELECT d.id, p.n, p.text, d.slot_at,
                   nextval(pg_get_serial_sequence('attempts', 'id')) AS attempt_id
              FROM deliveries d
             CROSS JOIN LATERAL (SELECT n, text, canonical FROM delivery_parts WHERE delivery_id = d.id AND n = d.parts_out + 1 LIMIT 1) p
             WHERE d.account_id = @accountId
               AND d.state = 'queued'
               AND d.due_at <= @now
               AND NOT EXISTS (SELECT 1 FROM stop_all)
               AND (d.latest_at >= @now OR d.parts_out > 0)
               AND (d.parts_out > 0
                    OR NOT d.waits_for_page
                       AND (d.despite_twin
                            OR d.slot_at >= @overdueBefore AND d.resumed_at IS NULL
                            OR d.looked_at >= greatest(d.resumed_at, @lookedAfter)))
               AND NOT EXISTS (SELECT 1 FROM deliveries s WHERE s.account_id = @accountId AND s.state = 'sending')
               AND NOT EXISTS (SELECT 1
                                 FROM deliveries u
                                 JOIN delivery_parts up ON up.delivery_id = u.id AND up.n = u.parts_out + 1
                                WHERE u.account_id = @accountId
                                  AND (u.state = 'unknown' OR u.hold_reason = 'undecided')
                                  AND up.canonical = p.canonical)
               AND NOT EXISTS (SELECT 1
                                 FROM delivery_media m
                                WHERE m.delivery_id = d.id AND m.n = p.n
                                  AND (m.remote_media_id IS NULL OR m.expires_at <= @now))
               AND NOT (SELECT pg_try_advisory_xact_lock_shared(8123, @workerId))
             ORDER BY d.parts_out > 0 DESC, d.slot_at, d.id
             LIMIT 1
        ), claimed AS (
            UPDATE deliveries d
               SET state = 'sending', worker_id = @workerId, attempt_id = next.attempt_id,
                   absent_reads = 0, reason = '', updated_at = @now
              FROM next
             WHERE d.id = next.id AND d.state = 'queued' AND d.parts_out = next.n - 1
            RETURNING d.id, d.account_id, d.attempt_id, d.post_id, d.latest_at, next.n, next.text, next.slot_at
        ), fence AS (
            INSERT INTO attempts (id, delivery_id, n, worker_id, started_at, deadline_at, since_id, media_keys)
            OVERRIDING SYSTEM VALUE
            SELECT c.attempt_id, c.id, c.n, @workerId, @now, @deadline, a.newest_own_id,
                   coalesce((SELECT array_agg(m.media_key ORDER BY m.position)
                               FROM delivery_media m
                              WHERE m.delivery_id = c.id AND m.n = c.n AND m.media_key IS NOT NULL), '{}')
              FROM claimed c
              JOIN accounts a ON a.id = c.account_id
        ), spaced AS (
            UPDATE accounts a
               SET next_send_at = @nextSendAt
              FROM claimed c
             WHERE a.id = c.account_id
        )
        SELECT c.id AS delivery_id, c.attempt_id, c.account_id, a.network, a.handle, c.n, c.text, c.latest_at, @deadline::timestamptz AS deadline_at,
               (SELECT p.campaign_id FROM posts p WHERE p.id = c.post_id) AS campaign_id,
               (SELECT count(*)::int FROM delivery_parts p WHERE p.delivery_id = c.id) AS parts,
               (SELECT count(*)::int FROM attempts t WHERE t.delivery_id = c.id AND t.n = c.n) AS earlier_attempts,
               (SELECT p.remote_id FROM delivery_parts p WHERE p.delivery_id = c.id AND p.n = c.n - 1) AS reply_to,
               coalesce((SELECT array_agg(m.remote_media_id ORDER BY m.position)
                           FROM delivery_media m
                          WHERE m.delivery_id = c.id AND m.n = c.n), '{}') AS media_ids
          FROM claimed c
          JOIN accounts a ON a.id = c.account_id
        """;

    private const string SpaceAndClaimSql = $"{SpaceOverdueSql};{ClaimSql}";

    /// <summary>
    /// The account's earliest due part, now ours, with its fence committed; or null when nothing is due, the account is
    /// paused, everything is stopped, another is sending, or this worker has lost its lock.
    /// </summary>
    public async Task<Claim?> ClaimNextAsync(long accountId, int workerId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await connection.ExecuteScalarAsync<long?>(new CommandDefinition(LockAccountSql, new { accountId, asked = clock.GetUtcNow() }, transaction)) is null)
            return null;
        // The wait for the lock may have been long: only from here on is it certain what is late.
        var now = clock.GetUtcNow();
        var parameters = new
        {
            accountId,
            workerId,
            now,
            deadline = now + settings.Value.Deadline,
            overdueBefore = now - settings.Value.OverdueAfter,
            lookedAfter = now - TwinLook.Fresh,
            nextSendAt = now + settings.Value.OverdueSpacing,
            spacing = settings.Value.OverdueSpacing,
        };
        // A claim that was begun is seen through: cancelled half way, it would stand as sent by nobody.
        var claim = await connection.QuerySingleOrDefaultAsync<Claim>(new CommandDefinition(SpaceAndClaimSql, parameters, transaction));
        await transaction.CommitAsync(CancellationToken.None);
        return claim;
    }
}
