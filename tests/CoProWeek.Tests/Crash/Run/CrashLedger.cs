using Dapper;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>The rows at the end of a run.</summary>
internal sealed class CrashLedger(CrashDatabase database)
{
    private const string PartsSql = """
        SELECT p.ref, a.handle, d.state, d.hold_reason, coalesce(d.reason, '') AS reason, dp.n, dp.text, dp.remote_id, dp.url,
               (SELECT count(*)::int FROM delivery_media m WHERE m.delivery_id = d.id AND m.n = dp.n) AS pictures
          FROM posts p
          JOIN post_accounts pa       ON pa.post_id = p.id
          JOIN accounts a             ON a.id = pa.account_id
          LEFT JOIN deliveries d      ON d.post_id = p.id AND d.account_id = pa.account_id
          LEFT JOIN delivery_parts dp ON dp.delivery_id = d.id
         WHERE p.approved_at IS NOT NULL
         ORDER BY p.ref, dp.n
        """;

    /// <summary>Every part of every approved post, whatever became of it.</summary>
    public async Task<IReadOnlyList<ApprovedPart>> PartsAsync() => [.. await database.AskAsync(rows => rows.QueryAsync<ApprovedPart>(PartsSql))];

    // From the fence, the last instant at which its state was certain, to the instant at which it was again.
    private const string SettledSql = """
        SELECT extract(epoch FROM e.settled_at - e.fenced_at)::float8
          FROM (SELECT what, at, lag(at) OVER story AS fenced_at, lead(at) OVER story AS settled_at
                  FROM (SELECT delivery_id, id, what, at FROM events WHERE delivery_id IS NOT NULL) moves
                WINDOW story AS (PARTITION BY delivery_id ORDER BY id)) e
         WHERE e.what = 'unknown' AND e.settled_at IS NOT NULL
         ORDER BY 1
        """;

    /// <summary>In seconds, shortest first: how long each attempt was in doubt.</summary>
    public async Task<IReadOnlyList<double>> SettledAsync() => [.. await database.AskAsync(rows => rows.QueryAsync<double>(SettledSql))];

    private const string OutcomesSql = """
        SELECT coalesce(outcome, 'open') AS outcome, count(*)::int AS times
          FROM attempts
         GROUP BY 1
         ORDER BY 2 DESC
        """;

    public async Task<IReadOnlyList<(string Outcome, int Times)>> OutcomesAsync() =>
        [.. await database.AskAsync(rows => rows.QueryAsync<(string Outcome, int Times)>(OutcomesSql))];
}

/// <summary>One part of an approved post; nothing but its reference where nothing was made of it.</summary>
internal sealed record ApprovedPart
{
    public required string Ref { get; init; }
    public required string Handle { get; init; }
    public string? State { get; init; }
    public string? HoldReason { get; init; }
    public required string Reason { get; init; }
    public int? N { get; init; }
    public string? Text { get; init; }
    public long? RemoteId { get; init; }
    public string? Url { get; init; }
    public int? Pictures { get; init; }
}
