using CoProWeek.Alerts;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>Which sheets are still to be written, and when.</summary>
internal sealed class SheetStore(NpgsqlDataSource database, IOptions<AlertOptions> settings)
{
    /// <summary>A machine that was off at the time makes up for it, unless it would be old news.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(3);

    private const int Most = 20;

    // Only while the campaign runs, and only for days with posts. A plan that is being written is given a few minutes.
    private const string PendingSql = """
        WITH days AS (
            SELECT c.id AS campaign_id, d.day, c.time_zone, first.edited_at + interval '5 minutes' AS written_at
              FROM campaigns c
             CROSS JOIN LATERAL (SELECT greatest(c.runs_from, (@now AT TIME ZONE c.time_zone)::date) AS day) AS today
             CROSS JOIN LATERAL (SELECT today.day + n AS day FROM generate_series(0, c.runs_to - today.day) AS n) AS d
             CROSS JOIN LATERAL (SELECT edited_at FROM posts WHERE campaign_id = c.id AND slot_on = d.day ORDER BY edited_at LIMIT 1) AS first
        ), sheets AS (
            SELECT 'Tomorrow' AS kind, campaign_id, day, written_at,
                   ((day - 1) + @tomorrow::time) AT TIME ZONE time_zone AS due_at,
                   day::timestamp AT TIME ZONE time_zone AS ends_at
              FROM days
             UNION ALL
            SELECT 'Today', campaign_id, day, written_at, (day + @today::time) AT TIME ZONE time_zone, (day + 1)::timestamp AT TIME ZONE time_zone
              FROM days
             UNION ALL
            SELECT 'Evening', campaign_id, day, written_at, (day + @evening::time) AT TIME ZONE time_zone, (day + 1)::timestamp AT TIME ZONE time_zone
              FROM days
        ), due AS (
            SELECT 'sheet-' || lower(kind) || ' ' || campaign_id || ' ' || to_char(day, 'YYYY-MM-DD') AS cause,
                   campaign_id, day, kind, greatest(due_at, written_at) AS at, least(due_at + @patience, ends_at) AS until
              FROM sheets
             WHERE due_at IS NOT NULL
        )
        SELECT d.cause, d.campaign_id, d.day, d.kind, d.at
          FROM due d
         WHERE d.at < d.until
           AND d.until > @now
           AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.cause = d.cause)
         ORDER BY d.at, d.cause
         LIMIT @most
        """;

    public async Task<IReadOnlyList<DueSheet>> PendingAsync(DateTimeOffset now, CancellationToken stop)
    {
        var sheets = settings.Value;
        var parameters = new { now, tomorrow = sheets.TomorrowSheet, today = sheets.TodaySheet, evening = sheets.EveningSheet, patience = Patience, most = Most };
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<DueSheet>(new CommandDefinition(PendingSql, parameters, cancellationToken: stop))];
    }

    // Of what still waits: what was checked before it was made a draft again is of other words.
    private const string ChecksSql = """
        SELECT d.post_id, c.words
          FROM delivery_checks c
          JOIN deliveries d ON d.id = c.delivery_id
         WHERE d.post_id = ANY (@posts) AND d.state = 'queued' AND c.result = 'failed'
         ORDER BY d.id, c.name
        """;

    /// <summary>What the checks before its slot found wrong with each post.</summary>
    public static async Task<ILookup<long, string>> ChecksAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, long[] posts, CancellationToken stop) =>
        (await connection.QueryAsync<(long Post, string Words)>(new CommandDefinition(ChecksSql, new { posts }, transaction, cancellationToken: stop)))
            .ToLookup(check => check.Post, check => check.Words);

    private const string PausedSql = "SELECT id, coalesce(paused_why, '') AS why FROM accounts WHERE paused_at IS NOT NULL";

    /// <summary>Accounts that nothing is sent as, and why.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> PausedAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken stop) =>
        (await connection.QueryAsync<(long Id, string Why)>(new CommandDefinition(PausedSql, transaction: transaction, cancellationToken: stop)))
            .ToDictionary(account => account.Id, account => account.Why);
}
