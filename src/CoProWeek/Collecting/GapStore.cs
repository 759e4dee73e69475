using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>What is missing: which gap is filled next, what came of it, and what is lost for good, with the reason.</summary>
internal sealed class GapStore(NpgsqlDataSource database)
{
    // Between the runs, and hours that were counted and found short; those that touch are one question.
    private const string NewestSql = """
        WITH whole AS (
            SELECT coalesce(range_agg(tstzrange(from_at, to_at)), '{}'::tstzmultirange) AS covered, max(to_at) AS covered_to
              FROM collect_runs
             WHERE watch_id = @watchId AND outcome = 'whole'
        ), missing AS (
            SELECT unnest(tstzmultirange(tstzrange(b.begins, greatest(b.begins, b.ends))) - whole.covered) AS gap
              FROM whole
             CROSS JOIN LATERAL (SELECT greatest(w.from_at, @oldest) AS begins, least(w.until_at, whole.covered_to) AS ends
                                   FROM watches w
                                  WHERE w.id = @watchId AND whole.covered_to IS NOT NULL) b
             UNION ALL
            SELECT tstzrange(greatest(from_at, @oldest), to_at)
              FROM collect_gaps
             WHERE watch_id = @watchId AND ended_at IS NULL AND to_at > @oldest
        )
        SELECT @watchId AS watch_id, lower(gap) AS from_at, upper(gap) AS to_at
          FROM (SELECT unnest(range_agg(gap)) AS gap FROM missing) g
         WHERE upper(gap) - lower(gap) >= interval '1 second'
         ORDER BY upper(gap) DESC
         LIMIT 1
        """;

    /// <summary>The newest gap that the network may still fill, as far as it may; null when there is none.</summary>
    public async Task<Gap?> NewestAsync(long watchId, DateTimeOffset oldest, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<Gap>(new CommandDefinition(NewestSql, new { watchId, oldest }, cancellationToken: stop));
    }

    private const string LookedThroughSql = $"""
        WITH r AS (
            SELECT watch_id, started_at, from_at, to_at FROM collect_runs WHERE id = @runId AND fills_gap
        ), hours AS (
            SELECT g.id, g.counted, ({HeldHours.OfHourSql}) AS held
              FROM r
              JOIN collect_gaps g ON g.watch_id = r.watch_id AND g.ended_at IS NULL AND g.found_at <= r.started_at
                                 AND r.to_at >= g.to_at AND r.from_at <= greatest(g.from_at, @oldest)
        )
        UPDATE collect_gaps g
           SET ended_at = @at, held = h.held, outcome = CASE WHEN h.held >= h.counted THEN 'filled' ELSE 'unserved' END
          FROM hours h
         WHERE g.id = h.id
        """;

    /// <summary>A run went back through them: they are filled, or the network gives no more than it did.</summary>
    public static Task LookedThroughAsync(NpgsqlTransaction transaction, long runId, DateTimeOffset oldest, DateTimeOffset at, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(LookedThroughSql, new { runId, oldest, at }, transaction, cancellationToken: stop));

    // What was never collected up to its end is lost, too, but for the newest minutes, which its last look does not see. A trouble holds from when it began to the next one, or to the end of what is lost.
    private const string LoseSql = """
        WITH known AS (
            SELECT w.id, w.from_at, w.until_at, w.created_at,
                   (SELECT coalesce(range_agg(tstzrange(r.from_at, r.to_at)), '{}'::tstzmultirange)
                      FROM collect_runs r
                     WHERE r.watch_id = w.id AND r.outcome = 'whole') AS covered,
                   (SELECT coalesce(range_agg(tstzrange(g.from_at, g.to_at)), '{}'::tstzmultirange)
                      FROM collect_gaps g
                     WHERE g.watch_id = w.id AND g.outcome = 'lost' AND g.counted IS NULL) AS lost
              FROM watches w
             WHERE w.campaign_id = @campaignId
        ), gone AS (
            SELECT k.id, k.created_at, span
              FROM known k
             CROSS JOIN LATERAL unnest(tstzmultirange(tstzrange(k.from_at, greatest(k.from_at, least(k.until_at - interval '5 minutes', @oldest)))) - k.covered - k.lost) AS span
        ), short AS (
            UPDATE collect_gaps
               SET ended_at = @now, outcome = 'lost'
             WHERE watch_id IN (SELECT id FROM known) AND ended_at IS NULL AND to_at <= @oldest
        )
        INSERT INTO collect_gaps (watch_id, from_at, to_at, why, found_at, ended_at, outcome)
        SELECT g.id, lower(g.span), upper(g.span),
               coalesce((SELECT string_agg(t.problem, ' ' ORDER BY t.at)
                           FROM watch_troubles t
                          WHERE t.watch_id = g.id AND t.at >= lower(g.span) - interval '1 hour' AND t.at < upper(g.span)),
                        CASE WHEN g.created_at >= upper(g.span) THEN @before ELSE @off END),
               @now, @now, 'lost'
          FROM gone g
         WHERE upper(g.span) - lower(g.span) >= interval '1 second'
        """;

    /// <summary>What the network no longer serves is written down as lost, once, with what was wrong then.</summary>
    public async Task LoseAsync(long campaignId, DateTimeOffset oldest, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(LoseSql, new { campaignId, oldest, now, before = Before, off = Off }, cancellationToken: stop));
    }

    private const string Before = "CoProWeek: it was not looked for yet, and X’s search goes back seven days only.";
    private const string Off = "CoProWeek: no worker was running then.";

    private const string LossesSql = """
        SELECT watch_id, from_at, to_at, counted, held, why, outcome
          FROM collect_gaps
         WHERE watch_id = ANY (@watches) AND from_at < @to AND to_at > @from
         ORDER BY watch_id, from_at, id
        """;

    /// <summary>All that is written down, oldest first: lost, looked through again, or still to be.</summary>
    public static async Task<IReadOnlyList<KnownGap>> KnownAsync(NpgsqlConnection connection, long[] watches, DateTimeOffset from, DateTimeOffset to, CancellationToken stop) =>
        [.. await connection.QueryAsync<KnownGap>(new CommandDefinition(LossesSql, new { watches, from, to }, cancellationToken: stop))];
}

/// <summary>A gap that is written down.</summary>
internal sealed record KnownGap
{
    public required long WatchId { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public required DateTimeOffset ToAt { get; init; }

    /// <summary>Of an hour that was counted, and found short.</summary>
    public int? Counted { get; init; }

    public int? Held { get; init; }

    public required string Why { get; init; }

    /// <summary>Null while it is still to be filled.</summary>
    public string? Outcome { get; init; }

    public bool IsLost => Outcome == "lost";

    public Gap AsGap => new() { WatchId = WatchId, FromAt = FromAt, ToAt = ToAt };
}
