using CoProWeek.Clock;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Compares what the network counted with what is held, hour by hour. The two differ a little by nature; an hour that is really short is looked through again.</summary>
internal sealed class Auditor(NpgsqlDataSource database, CampaignClock clock, IOptions<CollectingOptions> options)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <returns>How many hours are to be looked through again; 0 while there is nothing new to compare with.</returns>
    public async Task<int> AuditDueAsync(Watch watch, CancellationToken stop)
    {
        if (watch.CountedAt is not { } counted || watch.AuditedAt >= counted || watch.CoveredTo < counted - Hour)
            return 0;
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var hours = await HoursAsync(transaction, watch.Id, counted, stop);
        var tooFew = TooFew(hours, options.Value.CountTolerance);
        var opened = await OpenAsync(transaction, watch.Id, tooFew, now, stop);
        await KeepAsync(transaction, watch.Id, hours, opened, now, stop);
        await transaction.CommitAsync(stop);
        return opened;
    }

    /// <summary>One more or less in an hour is nothing, and a small share of many; but hours that each lack one lack many together.</summary>
    public static IReadOnlyList<AuditedHour> TooFew(IReadOnlyList<AuditedHour> hours, double tolerance)
    {
        var isShort = hours.Sum(hour => hour.Short) > Math.Max(2, tolerance * hours.Sum(hour => hour.Counted));
        return [.. hours.Where(hour => hour.Short > 0 && (isShort || hour.Short > Math.Max(1, tolerance * hour.Counted)))];
    }

    // Only hours that were collected whole: what was not is a gap already.
    private const string HoursSql = $"""
        WITH held AS MATERIALIZED (
            {HeldHours.OfWatchSql}
        ), covered AS (
            SELECT range_agg(tstzrange(from_at, to_at)) AS spans FROM collect_runs WHERE watch_id = @watchId AND outcome = 'whole'
        )
        SELECT c.hour_at, c.counted, coalesce(h.posts, 0) AS held
          FROM watch_counts c
          LEFT JOIN held h ON h.hour_at = c.hour_at
         WHERE c.watch_id = @watchId AND c.asked_at = @counted AND c.hour_at >= @oldest
           AND (SELECT spans FROM covered) @> tstzrange(c.hour_at, c.hour_at + interval '1 hour')
         ORDER BY c.hour_at
        """;

    private static async Task<IReadOnlyList<AuditedHour>> HoursAsync(NpgsqlTransaction transaction, long watchId, DateTimeOffset counted, CancellationToken stop) =>
        [.. await transaction.Connection!.QueryAsync<AuditedHour>(new CommandDefinition(HoursSql, new { watchId, counted, oldest = counted.AddDays(-8) }, transaction, cancellationToken: stop))];

    // What was looked through before and is no shorter now is not asked for again: search gives no more.
    private const string OpenSql = """
        INSERT INTO collect_gaps (watch_id, from_at, to_at, counted, held, why, found_at)
        SELECT @watchId, s.hour_at, s.hour_at + interval '1 hour', s.counted, s.held, @why, @now
          FROM unnest(@hours, @counted, @held) AS s (hour_at, counted, held)
         WHERE NOT EXISTS (SELECT 1
                             FROM collect_gaps g
                            WHERE g.watch_id = @watchId AND g.from_at = s.hour_at AND g.ended_at IS NOT NULL AND g.counted - g.held >= s.counted - s.held)
        ON CONFLICT DO NOTHING
        """;

    private static Task<int> OpenAsync(NpgsqlTransaction transaction, long watchId, IReadOnlyList<AuditedHour> hours, DateTimeOffset now, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(OpenSql, new
        {
            watchId,
            now,
            why = "X counted more posts in this hour than are held.",
            hours = hours.Select(hour => hour.HourAt).ToArray(),
            counted = hours.Select(hour => hour.Counted).ToArray(),
            held = hours.Select(hour => hour.Held).ToArray(),
        }, transaction, cancellationToken: stop));

    private const string KeepSql = """
        INSERT INTO watch_audits (watch_id, at, hours, counted, held, short)
        VALUES (@watchId, @now, @hours, @counted, @held, @opened)
        ON CONFLICT DO NOTHING;

        UPDATE watches SET audited_at = @now WHERE id = @watchId
        """;

    private static Task KeepAsync(NpgsqlTransaction transaction, long watchId, IReadOnlyList<AuditedHour> hours, int opened, DateTimeOffset now, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(KeepSql, new
        {
            watchId,
            now,
            opened,
            hours = hours.Count,
            counted = hours.Sum(hour => hour.Counted),
            held = hours.Sum(hour => Math.Min(hour.Held, hour.Counted)),
        }, transaction, cancellationToken: stop));

    private const string LastSql = """
        SELECT DISTINCT ON (watch_id) watch_id, at, hours, counted, held, short
          FROM watch_audits
         WHERE watch_id = ANY (@watches)
         ORDER BY watch_id, at DESC
        """;

    /// <summary>The last of each watch.</summary>
    public static async Task<IReadOnlyList<Audit>> LastAsync(NpgsqlConnection connection, long[] watches, CancellationToken stop) =>
        [.. await connection.QueryAsync<Audit>(new CommandDefinition(LastSql, new { watches }, cancellationToken: stop))];
}

/// <summary>An hour that was counted and collected.</summary>
internal sealed record AuditedHour
{
    public required DateTimeOffset HourAt { get; init; }
    public required int Counted { get; init; }
    public required int Held { get; init; }
    public int Short => Math.Max(0, Counted - Held);
}

/// <summary>What is held, compared with what the network counted.</summary>
internal sealed record Audit
{
    public required long WatchId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int Hours { get; init; }
    public required int Counted { get; init; }
    public required int Held { get; init; }

    /// <summary>Hours that are looked through again.</summary>
    public required int Short { get; init; }
}
