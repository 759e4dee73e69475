using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>The rows of attempts whose end is unknown: finding them, and settling them one way or the other.</summary>
internal sealed class UnknownStore(NpgsqlDataSource database)
{
    private const string AbandonedSql = """
        WITH abandoned AS (
            UPDATE deliveries d
               SET state = 'unknown', worker_id = NULL, due_at = @now, updated_at = @now,
                   reason = 'coproweek: the sender ended in mid-send; reading back whether the post is out'
              FROM attempts t
             WHERE d.state = 'sending'
               AND t.id = d.attempt_id
               AND (t.deadline_at < @now
                    OR NOT EXISTS (SELECT 1
                                     FROM pg_locks l
                                    WHERE l.locktype = 'advisory' AND l.classid = 8123 AND l.objid = d.worker_id AND l.objsubid = 2
                                      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())))
            RETURNING d.attempt_id
        )
        UPDATE attempts t
           SET ended_at = @now, outcome = 'unknown', detail = 'the sender ended before it had an answer'
          FROM abandoned
         WHERE t.id = abandoned.attempt_id AND t.ended_at IS NULL
        """;

    /// <summary>What stands as being sent by a worker that is gone, or past its deadline, becomes unknown. Returns how many.</summary>
    public async Task<int> MarkAbandonedAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(AbandonedSql, new { now }, cancellationToken: stop));
    }

    // Any of the part's attempts may be the one that went out: the read begins where the first of them did.
    private const string DueSql = """
        SELECT d.id AS delivery_id, t.id AS attempt_id, d.account_id, a.network, a.handle, o.ref, t.n, p.canonical,
               t.media_keys,
               (SELECT count(*)::int FROM delivery_media m WHERE m.delivery_id = d.id AND m.n = t.n) AS media_count,
               (SELECT b.remote_id FROM delivery_parts b WHERE b.delivery_id = d.id AND b.n = t.n - 1) AS reply_to,
               f.since_id, f.started_at, t.deadline_at, d.latest_at, d.absent_reads, t.duplicate AS was_called_duplicate
          FROM deliveries d
          JOIN attempts t       ON t.id = d.attempt_id
          JOIN LATERAL (SELECT e.since_id, e.started_at
                          FROM attempts e
                         WHERE e.delivery_id = d.id AND e.n = t.n
                         ORDER BY e.id
                         LIMIT 1) f ON true
          JOIN accounts a       ON a.id = d.account_id
          JOIN posts o          ON o.id = d.post_id
          JOIN delivery_parts p ON p.delivery_id = d.id AND p.n = t.n
         WHERE d.state = 'unknown'
           AND d.due_at <= @now
         ORDER BY t.started_at
        """;

    public async Task<IEnumerable<UnknownPart>> DueAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QueryAsync<UnknownPart>(new CommandDefinition(DueSql, new { now }, cancellationToken: stop));
    }

    private const string BoundSql = """
        SELECT remote_id
          FROM delivery_parts
         WHERE account_id = @accountId AND remote_id = ANY(@ids)
        """;

    /// <summary>Which of these ids are parts of ours already.</summary>
    public async Task<IReadOnlySet<long>> BoundAsync(long accountId, long[] ids, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var bound = await connection.QueryAsync<long>(new CommandDefinition(BoundSql, new { accountId, ids }, cancellationToken: stop));
        return bound.ToHashSet();
    }

    private const string MoveSql = """
        UPDATE deliveries
           SET state = @state, hold_reason = @holdReason, reason = @reason, due_at = @dueAt,
               absent_reads = @absentReads, updated_at = @now
         WHERE id = @deliveryId AND state = 'unknown' AND attempt_id = @attemptId AND absent_reads = @readsBefore
        """;

    /// <summary>Another read at an instant, or the end of the doubt. False: another worker settled it.</summary>
    public async Task<bool> MoveAsync(UnknownMove move, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(MoveSql, move, cancellationToken: stop)) == 1;
    }
}

/// <summary>Where a reading leaves a delivery.</summary>
internal sealed record UnknownMove
{
    public required long DeliveryId { get; init; }
    public required long AttemptId { get; init; }
    public required int ReadsBefore { get; init; }
    public required int AbsentReads { get; init; }
    public required string State { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset Now { get; init; }
    public string? HoldReason { get; init; }
}
