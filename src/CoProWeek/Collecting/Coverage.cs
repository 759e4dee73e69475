using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Which spans of time were collected whole, and what is missing between.</summary>
internal sealed class Coverage(NpgsqlDataSource database)
{
    // The run under way and the last instants before now are no gap: they are not collected yet.
    private const string GapsSql = """
        WITH whole AS (
            SELECT range_agg(tstzrange(from_at, to_at)) AS spans, max(to_at) AS until
              FROM collect_runs
             WHERE watch_id = @watchId AND outcome = 'whole'
        )
        SELECT lower(gap) AS from_at, upper(gap) AS to_at
          FROM whole
          JOIN watches w ON w.id = @watchId
         CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(w.from_at, greatest(whole.until, w.from_at)) * tstzrange(@from, greatest(@from, @to))) - whole.spans) AS gap
         WHERE whole.until IS NOT NULL
         ORDER BY lower(gap)
        """;

    /// <summary>The parts of a span that lie between what was collected, oldest first. What comes after the last run is not collected yet, and no gap.</summary>
    public async Task<IReadOnlyList<Gap>> GapsAsync(long watchId, DateTimeOffset from, DateTimeOffset to, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<Gap>(new CommandDefinition(GapsSql, new { watchId, from, to }, cancellationToken: stop))];
    }
}

/// <summary>A span in which nothing was collected (UTC).</summary>
internal sealed record Gap
{
    public required DateTimeOffset FromAt { get; init; }
    public required DateTimeOffset ToAt { get; init; }
}
