using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Which spans of time were collected whole, and what is missing between.</summary>
internal static class Coverage
{
    // The run under way and the last instants before now are no gap: they are not collected yet.
    private const string GapsSql = """
        WITH whole AS (
            SELECT watch_id, range_agg(tstzrange(from_at, to_at)) AS covered, max(to_at) AS covered_to
              FROM collect_runs
             WHERE watch_id = ANY (@watches) AND outcome = 'whole'
             GROUP BY watch_id
        ), looked AS (
            SELECT w.id, greatest(w.from_at, @from) AS begins, least(w.until_at, @to, whole.covered_to) AS ends, whole.covered
              FROM watches w
              JOIN whole ON whole.watch_id = w.id
        )
        SELECT l.id AS watch_id, lower(gap) AS from_at, upper(gap) AS to_at
          FROM looked l
         CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(l.begins, greatest(l.begins, l.ends))) - l.covered) AS gap
         ORDER BY l.id, lower(gap)
        """;

    /// <summary>The parts of a span that lie between what was collected, oldest first. What comes after the last run is not collected yet, and no gap.</summary>
    public static async Task<IReadOnlyList<Gap>> GapsAsync(NpgsqlConnection connection, long[] watches, DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        [.. await connection.QueryAsync<Gap>(new CommandDefinition(GapsSql, new { watches, from, to }, cancellationToken: stop))];

    private const string SpansSql = """
        SELECT r.watch_id, lower(span) AS from_at, upper(span) AS to_at
          FROM (SELECT watch_id, range_agg(tstzrange(from_at, to_at)) AS covered
                  FROM collect_runs
                 WHERE watch_id = ANY (@watches) AND outcome = 'whole'
                 GROUP BY watch_id) r
         CROSS JOIN LATERAL unnest(r.covered) AS span
         ORDER BY r.watch_id, lower(span)
        """;

    /// <summary>What was collected whole, oldest first.</summary>
    public static async Task<IReadOnlyList<Gap>> SpansAsync(NpgsqlConnection connection, long[] watches, CancellationToken stop) =>
        [.. await connection.QueryAsync<Gap>(new CommandDefinition(SpansSql, new { watches }, cancellationToken: stop))];
}

/// <summary>A stretch of time that no whole run of a watch covered (UTC).</summary>
internal sealed record Gap
{
    public required long WatchId { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public required DateTimeOffset ToAt { get; init; }
}
