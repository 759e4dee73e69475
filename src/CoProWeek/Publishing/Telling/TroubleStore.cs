using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>Which events nobody has looked at for an alert yet.</summary>
internal sealed class TroubleStore(NpgsqlDataSource database)
{
    // Older ones are history. The index events_troubles has these words, so that a long history costs nothing.
    private const string UntoldSql = """
        SELECT e.id AS event_id, e.at, e.actor, e.what, e.detail, e.delivery_id,
               d.state, d.hold_reason, d.slot_at, d.latest_at, coalesce(d.parts_out, 0) AS parts_out,
               a.id AS account_id, a.network, a.handle, p.id AS post_id, p.kind, c.name AS campaign,
               (SELECT part.text FROM delivery_parts part WHERE part.delivery_id = d.id AND part.n = 1) AS text,
               coalesce(c.time_zone,
                        (SELECT r.time_zone FROM campaigns r ORDER BY (e.at AT TIME ZONE r.time_zone)::date BETWEEN r.runs_from AND r.runs_to DESC, r.week_from DESC LIMIT 1),
                        'Etc/UTC') AS time_zone,
               (SELECT max(t.id)
                  FROM attempts t
                  JOIN deliveries o ON o.id = t.delivery_id
                 WHERE o.account_id = a.id AND t.outcome = 'sent' AND t.ended_at <= e.at) AS last_accepted,
               CASE WHEN e.what = 'collecting stopped' THEN (SELECT max(r.id) FROM collect_runs r WHERE r.outcome = 'whole' AND r.ended_at <= e.at) END AS last_run
          FROM events e
          LEFT JOIN deliveries d ON d.id = e.delivery_id
          LEFT JOIN accounts a   ON a.id = d.account_id
                                 OR e.what IN ('keys refused', 'credits used up') AND a.network = 'x' AND lower(a.handle) = lower(split_part(ltrim(e.detail, '@'), ':', 1))
          LEFT JOIN posts p      ON p.id = d.post_id
          LEFT JOIN campaigns c  ON c.id = p.campaign_id
         WHERE e.what IN ('held', 'failed', 'missed', 'everything stopped', 'sending again', 'keys refused', 'credits used up', 'collecting stopped')
           AND e.at > @now - interval '24 hours'
           AND NOT EXISTS (SELECT 1 FROM told_events t WHERE t.event_id = e.id)
         ORDER BY e.id
         LIMIT @most
        """;

    /// <summary>At once; the rest comes with the next look.</summary>
    private const int Most = 1_000;

    public async Task<IReadOnlyList<TroubleRow>> UntoldAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<TroubleRow>(new CommandDefinition(UntoldSql, new { now, most = Most }, cancellationToken: stop))];
    }

    private const string AnySql = """
        SELECT EXISTS (SELECT 1
                         FROM events e
                        WHERE e.what IN ('held', 'failed', 'missed', 'everything stopped', 'sending again', 'keys refused', 'credits used up', 'collecting stopped')
                          AND e.at > @now - interval '24 hours'
                          AND NOT EXISTS (SELECT 1 FROM told_events t WHERE t.event_id = e.id))
        """;

    public async Task<bool> AnyAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(AnySql, new { now }, cancellationToken: stop));
    }

    private const string TakeSql = """
        INSERT INTO told_events (event_id, cause)
        SELECT unnest(@events), @cause
            ON CONFLICT DO NOTHING
        """;

    /// <summary>Looked at, once and for all. False: another worker has done it.</summary>
    public static async Task<bool> TakeAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long[] events, string? cause, CancellationToken stop) =>
        await connection.ExecuteAsync(new CommandDefinition(TakeSql, new { events, cause }, transaction, cancellationToken: stop)) > 0;
}
