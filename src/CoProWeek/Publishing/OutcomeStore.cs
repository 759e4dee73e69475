using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>Writing down how an attempt ended: the attempt is closed and the delivery moved in one statement.</summary>
internal sealed class OutcomeStore(NpgsqlDataSource database)
{
    // The network's answer is proof, even when the attempt was called unknown, or absent, meanwhile.
    // An id that is bound to another part already proves nothing: no row is changed.
    private const string SentSql = """
        WITH free AS (
            SELECT d.id, d.account_id
              FROM deliveries d
             WHERE d.id = @deliveryId
               AND d.attempt_id = @attemptId
               AND d.parts_out = @n - 1
               AND (d.state IN ('sending', 'unknown')
                    OR d.state IN ('queued', 'held', 'missed')
                       AND @n = (SELECT count(*) FROM delivery_parts p WHERE p.delivery_id = d.id))
               AND NOT EXISTS (SELECT 1 FROM delivery_parts p WHERE p.account_id = d.account_id AND p.remote_id = @remoteId)
               FOR UPDATE
        ), closed AS (
            UPDATE attempts t
               SET ended_at = @now, outcome = 'sent', http_status = @httpStatus, detail = @detail, remote_id = @remoteId
              FROM free
             WHERE t.id = @attemptId AND t.ended_at IS NULL
        ), part AS (
            UPDATE delivery_parts p
               SET remote_id = @remoteId, url = @url, sent_at = @sentAt
              FROM free
             WHERE p.delivery_id = free.id AND p.n = @n
        ), known AS (
            UPDATE accounts a
               SET newest_own_id = greatest(a.newest_own_id, @remoteId)
              FROM free
             WHERE a.id = free.account_id
        )
        UPDATE deliveries d
           SET state      = CASE WHEN @n = total.parts THEN 'sent' ELSE 'queued' END,
               sent_at    = CASE WHEN @n = total.parts THEN @sentAt END,
               reason     = CASE WHEN @n = total.parts THEN @detail ELSE 'part ' || @n || ' of ' || total.parts || ' is out' END,
               parts_out  = @n,
               due_at     = CASE WHEN @n = total.parts THEN d.due_at ELSE @now END,
               worker_id  = NULL,
               hold_reason = NULL,
               updated_at = @now
          FROM free, (SELECT count(*)::int AS parts FROM delivery_parts WHERE delivery_id = @deliveryId) total
         WHERE d.id = free.id
        """;

    /// <summary>A part is out. False: the row is no longer this attempt's, or the id is another part's.</summary>
    public async Task<bool> SentAsync(SentPart sent, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(SentSql, sent, cancellationToken: stop)) == 1;
    }

    private const string NotSentSql = """
        WITH closed AS (
            UPDATE attempts
               SET ended_at = @now, outcome = @outcome, http_status = @httpStatus, detail = @answer, duplicate = @duplicate
             WHERE id = @attemptId AND ended_at IS NULL
        )
        UPDATE deliveries
           SET state = @state, hold_reason = @holdReason, reason = @detail, due_at = coalesce(@dueAt, due_at),
               worker_id = NULL, updated_at = @now
         WHERE id = @deliveryId AND state = 'sending' AND attempt_id = @attemptId
        """;

    /// <summary>The attempt ended without a post, or without our knowing. False: the row is no longer this attempt's.</summary>
    public async Task<bool> NotSentAsync(NotSentPart end, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(NotSentSql, end, cancellationToken: stop)) == 1;
    }
}

/// <summary>A part that is out, and how we know.</summary>
internal sealed record SentPart
{
    public required long DeliveryId { get; init; }
    public required long AttemptId { get; init; }
    public required int N { get; init; }
    public required long RemoteId { get; init; }
    public required string Url { get; init; }
    public required DateTimeOffset SentAt { get; init; }
    public required DateTimeOffset Now { get; init; }
    public int? HttpStatus { get; init; }
    public string Detail { get; init; } = "";
}

/// <summary>An attempt that ended otherwise, and where it leaves the delivery.</summary>
internal sealed record NotSentPart
{
    public required long DeliveryId { get; init; }
    public required long AttemptId { get; init; }
    public required DateTimeOffset Now { get; init; }
    public required string Outcome { get; init; }
    public required string State { get; init; }

    /// <summary>For people: actor, cause, next step.</summary>
    public required string Detail { get; init; }

    /// <summary>For the attempt's row: the same, and the network's own first words.</summary>
    public required string Answer { get; init; }

    public string? HoldReason { get; init; }
    public bool Duplicate { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public int? HttpStatus { get; init; }
}
