using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing.Checks;

/// <summary>Whose round of checks it is, and what the checks found.</summary>
internal sealed class CheckStore(NpgsqlDataSource database, IOptions<PublishingOptions> settings)
{
    /// <summary>One round's worth; what is left has its turn at the next look.</summary>
    private const int Most = 50;

    private const string TurnSql = "SELECT pg_try_advisory_xact_lock(8124, 0)";

    /// <summary>One process checks at a time, for each check asks somebody: a turn ends with its transaction. False while another's is on.</summary>
    public static Task<bool> TakeTurnAsync(NpgsqlTransaction turn, CancellationToken stop) =>
        turn.Connection!.ExecuteScalarAsync<bool>(new CommandDefinition(TurnSql, transaction: turn, cancellationToken: stop));

    private const string DueSql = """
        SELECT d.id AS delivery_id, d.post_id, p.campaign_id, d.account_id, a.network, a.handle, p.kind, p.link, c.time_zone, d.slot_at, d.latest_at,
               d.waits_for_page, p.hold_if_check_fails, d.slot_at <= @now + @last AS is_last,
               ARRAY(SELECT dp.text FROM delivery_parts dp WHERE dp.delivery_id = d.id ORDER BY dp.n) AS parts,
               ARRAY(SELECT m.hash FROM delivery_media m WHERE m.delivery_id = d.id ORDER BY m.n, m.position) AS hashes,
               ARRAY(SELECT m.alt_text FROM delivery_media m WHERE m.delivery_id = d.id ORDER BY m.n, m.position) AS alts,
               (SELECT op.ref
                  FROM deliveries o
                  JOIN posts op          ON op.id = o.post_id
                  JOIN delivery_parts ot ON ot.delivery_id = o.id AND ot.n = 1
                  JOIN delivery_parts dt ON dt.delivery_id = d.id AND dt.n = 1
                 WHERE o.account_id = d.account_id
                   AND o.id <> d.id
                   AND o.state IN ('queued', 'held', 'sending', 'unknown', 'sent')
                   AND o.slot_at BETWEEN d.slot_at - interval '1 day' AND d.slot_at
                   AND ot.canonical = dt.canonical
                 ORDER BY o.slot_at DESC
                 LIMIT 1) AS same_as
          FROM deliveries d
          JOIN posts p     ON p.id = d.post_id
          JOIN campaigns c ON c.id = p.campaign_id
          JOIN accounts a  ON a.id = d.account_id
         WHERE d.state = 'queued'
           AND d.parts_out = 0
           AND d.last_checked_at IS NULL
           AND d.slot_at > @now
           AND (d.slot_at <= @now + @last OR d.slot_at <= @now + @first AND d.first_checked_at IS NULL)
         ORDER BY d.slot_at, d.id
         LIMIT @most
        """;

    public async Task<IReadOnlyList<DueCheck>> DueAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<DueCheck>(new CommandDefinition(DueSql, At(now), cancellationToken: stop))];
    }

    private const string NextSql = """
        SELECT min(at)
          FROM (SELECT greatest(slot_at - @first, @now) AS at
                  FROM deliveries
                 WHERE state = 'queued' AND parts_out = 0 AND slot_at > @now AND last_checked_at IS NULL AND first_checked_at IS NULL AND @first > interval '0'
                 UNION ALL
                SELECT greatest(slot_at - @last, @now)
                  FROM deliveries
                 WHERE state = 'queued' AND parts_out = 0 AND slot_at > @now AND last_checked_at IS NULL AND @last > interval '0') AS instants
        """;

    /// <summary>When the next round is; this very instant when one is due.</summary>
    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(NextSql, At(now), cancellationToken: stop));
    }

    private const string RecordSql = """
        INSERT INTO delivery_checks (delivery_id, name, at, result, short, words)
        SELECT @DeliveryId, f.name, @now, f.result, f.short, f.words
          FROM unnest(@names, @results, @shorts, @texts) AS f (name, result, short, words)
            ON CONFLICT (delivery_id, name) DO UPDATE SET at = excluded.at, result = excluded.result, short = excluded.short, words = excluded.words
        """;

    // Only the last round holds: until then there is time to put right what is wrong.
    private const string DoneSql = """
        UPDATE deliveries
           SET first_checked_at = coalesce(first_checked_at, @now),
               last_checked_at  = CASE WHEN @IsLast THEN @now END
         WHERE id = @DeliveryId
        """;

    private const string HoldSql = """
        UPDATE deliveries
           SET state = 'held', hold_reason = 'check', reason = @why, updated_at = @now
         WHERE id = @DeliveryId AND state = 'queued' AND parts_out = 0
        """;

    /// <summary>In the caller's transaction.</summary>
    /// <param name="transaction">Open.</param>
    /// <param name="due">Whose round it was.</param>
    /// <param name="found">All that was found.</param>
    /// <param name="holdWhy">Why it is held; null when it is not.</param>
    /// <param name="now">Campaign time.</param>
    /// <param name="stop">Gives up.</param>
    public static async Task RecordAsync(NpgsqlTransaction transaction, DueCheck due, IReadOnlyList<CheckResult> found, string? holdWhy, DateTimeOffset now, CancellationToken stop)
    {
        var connection = transaction.Connection!;
        var rows = new
        {
            due.DeliveryId,
            now,
            names = found.Select(check => check.Name).ToArray(),
            results = found.Select(check => check.Result).ToArray(),
            shorts = found.Select(check => check.Short).ToArray(),
            texts = found.Select(check => check.Words).ToArray(),
        };
        await connection.ExecuteAsync(new CommandDefinition(RecordSql, rows, transaction, cancellationToken: stop));
        await connection.ExecuteAsync(new CommandDefinition(DoneSql, new { due.DeliveryId, due.IsLast, now }, transaction, cancellationToken: stop));
        if (holdWhy is not null)
            await connection.ExecuteAsync(new CommandDefinition(HoldSql, new { due.DeliveryId, why = holdWhy, now }, transaction, cancellationToken: stop));
    }

    private object At(DateTimeOffset now) => new { now, first = settings.Value.CheckFirst, last = settings.Value.CheckLast, most = Most };
}
