using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// After a restore the rows know less than the network does: what went out since the backup stands as queued. Accounts
/// wait, paused, until their timeline has been read and what is found there is bound.
/// </summary>
internal sealed class CatchUpStore(NpgsqlDataSource database)
{
    public const string Why = "restored from a backup: what went out since then is being looked up";

    // What the accounts last did is the best there is of the backup's own time. A place where a person posts has no timeline to read:
    // what is handed over a second time, that person sees is there already.
    private const string BeginSql = """
        UPDATE accounts a
           SET catch_up_from = coalesce((SELECT max(at) FROM events), a.created_at),
               paused_at     = coalesce(a.paused_at, (SELECT max(at) FROM events), a.created_at),
               paused_why    = coalesce(a.paused_why, @why)
         WHERE a.network <> 'by-hand'
        """;

    private const string DisarmSql = "UPDATE deliveries SET armed_at = NULL WHERE armed_at IS NOT NULL";

    /// <summary>Pauses every account, and forgets alarms that are not in a backup. Returns how many accounts wait.</summary>
    public async Task<int> BeginAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var paused = await connection.ExecuteAsync(new CommandDefinition(BeginSql, new { why = Why }, transaction, cancellationToken: stop));
        await connection.ExecuteAsync(new CommandDefinition(DisarmSql, transaction: transaction, cancellationToken: stop));
        await transaction.CommitAsync(stop);
        return paused;
    }

    private const string WaitingSql = """
        SELECT id, network, handle, newest_own_id, catch_up_from
          FROM accounts
         WHERE catch_up_from IS NOT NULL
        """;

    public async Task<IReadOnlyList<CatchUpAccount>> WaitingAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<CatchUpAccount>(new CommandDefinition(WaitingSql, cancellationToken: stop))];
    }

    private const string OpenPartsSql = """
        SELECT d.id AS delivery_id, d.account_id, a.network, a.handle, o.ref, p.n, p.canonical,
               (SELECT count(*)::int FROM delivery_media m WHERE m.delivery_id = d.id AND m.n = p.n) AS media_count,
               (SELECT b.remote_id FROM delivery_parts b WHERE b.delivery_id = d.id AND b.n = p.n - 1) AS reply_to
          FROM deliveries d
          JOIN accounts a       ON a.id = d.account_id
          JOIN posts o          ON o.id = d.post_id
          JOIN delivery_parts p ON p.delivery_id = d.id AND p.n = d.parts_out + 1
         WHERE d.account_id = @accountId
           AND d.state IN ('queued', 'held')
         ORDER BY d.slot_at, d.id
        """;

    /// <summary>The next part of everything that may have gone out since.</summary>
    public async Task<IReadOnlyList<OpenPart>> OpenPartsAsync(long accountId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<OpenPart>(new CommandDefinition(OpenPartsSql, new { accountId }, cancellationToken: stop))];
    }

    private const string BindSql = """
        WITH part AS (
            UPDATE delivery_parts
               SET remote_id = @remoteId, url = @url, sent_at = @sentAt
             WHERE delivery_id = @deliveryId AND n = @n AND remote_id IS NULL
        ), known AS (
            UPDATE accounts SET newest_own_id = greatest(newest_own_id, @remoteId) WHERE id = @accountId
        )
        UPDATE deliveries d
           SET state      = CASE WHEN @n = total.parts THEN 'sent' ELSE 'queued' END,
               sent_at    = CASE WHEN @n = total.parts THEN @sentAt END,
               parts_out  = @n, hold_reason = NULL, updated_at = @now,
               reason     = 'found on the account''s own timeline after a restore'
          FROM (SELECT count(*)::int AS parts FROM delivery_parts WHERE delivery_id = @deliveryId) total
         WHERE d.id = @deliveryId AND d.state IN ('queued', 'held')
        """;

    public async Task BindAsync(OpenPart part, long remoteId, string url, DateTimeOffset sentAt, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            BindSql, new { part.DeliveryId, part.AccountId, part.N, remoteId, url, sentAt, now }, cancellationToken: stop));
    }

    private const string AskSql = """
        UPDATE deliveries
           SET state = 'held', hold_reason = 'undecided', reason = @why, updated_at = @now
         WHERE id = @deliveryId AND state IN ('queued', 'held')
        """;

    public async Task AskAsync(long deliveryId, string why, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(AskSql, new { deliveryId, why, now }, cancellationToken: stop));
    }

    private const string EndSql = """
        UPDATE accounts
           SET catch_up_from = NULL,
               paused_at  = CASE WHEN paused_why = @why THEN NULL ELSE paused_at END,
               paused_why = CASE WHEN paused_why = @why THEN NULL ELSE paused_why END,
               paused_by  = CASE WHEN paused_why = @why THEN NULL ELSE paused_by END
         WHERE id = @accountId
           AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.account_id = @accountId AND d.state IN ('sending', 'unknown'))
        """;

    /// <summary>
    /// The account has caught up; a pause of some other cause stands. False while an attempt from before the backup is in
    /// doubt: a thread may go on behind it.
    /// </summary>
    public async Task<bool> EndAsync(long accountId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(EndSql, new { accountId, why = Why }, cancellationToken: stop)) == 1;
    }
}

/// <summary>An account that waits to be caught up with.</summary>
internal sealed record CatchUpAccount
{
    public required long Id { get; init; }
    public required string Network { get; init; }
    public required string Handle { get; init; }
    public long? NewestOwnId { get; init; }
    public required DateTimeOffset CatchUpFrom { get; init; }
}

/// <summary>A part that the rows say is not out.</summary>
internal sealed record OpenPart
{
    public required long DeliveryId { get; init; }
    public required long AccountId { get; init; }
    public required string Network { get; init; }
    public required string Handle { get; init; }
    public required string Ref { get; init; }
    public required int N { get; init; }
    public required string Canonical { get; init; }
    public required int MediaCount { get; init; }
    public long? ReplyTo { get; init; }

    public SoughtPart Sought => new(Canonical, MediaCount, [], ReplyTo);
}
