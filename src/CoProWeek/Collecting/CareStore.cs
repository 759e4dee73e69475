using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Which held posts are to be looked up again now, and where a campaign stands with that.</summary>
internal sealed class CareStore(NpgsqlDataSource database)
{
    /// <summary>As old as a post is when its numbers are read again: they rise for days, and years are compared at equal age.</summary>
    public static readonly TimeSpan[] Ages = [TimeSpan.FromDays(1), TimeSpan.FromDays(3), TimeSpan.FromDays(7), TimeSpan.FromDays(14), TimeSpan.FromDays(30)];

    /// <summary>The last look on the day a post was posted costs nothing: X charges for a post once a day (UTC).</summary>
    public static readonly TimeSpan DaysEnd = TimeSpan.FromHours(22);

    private const string IsDueSql = """
        SELECT EXISTS (SELECT 1 FROM watches WHERE campaign_id = @campaignId AND kind <> 'conversation' AND from_at <= @now AND until_at > @now)
           AND NOT EXISTS (SELECT 1 FROM campaign_cares WHERE campaign_id = @campaignId AND next_at > @now)
        """;

    /// <summary>Only while the campaign is collected: then it costs nothing more.</summary>
    public async Task<bool> IsDueAsync(long campaignId, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(IsDueSql, new { campaignId, now }, cancellationToken: stop));
    }

    // What costs nothing first, then what may be gone for good, then numbers by the plan, then the sweep. One that was read on the day it
    // falls due has been read: it is never paid for twice on a day.
    private const string DueSql = """
        WITH ours AS (
            SELECT m.id, m.remote_id, m.posted_at, m.looked_at, m.hidden_at
              FROM mentions m
             WHERE m.network = @network AND m.wiped_at IS NULL AND m.forgotten_at IS NULL
               AND m.posted_at >= (SELECT min(from_at) FROM watches WHERE campaign_id = @campaignId)
               AND EXISTS (SELECT 1 FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.mention_id = m.id AND w.campaign_id = @campaignId)
        ), turns AS (
            SELECT id, remote_id, looked_at,
                   CASE WHEN hidden_at IS NOT NULL THEN CASE WHEN hidden_at < @today AND hidden_at <= @now - @confirmAfter AND looked_at < @today THEN 1 END
                        WHEN posted_at >= @today AND looked_at < @dayEnds AND @now >= @dayEnds THEN 0
                        WHEN EXISTS (SELECT 1
                                       FROM unnest(@ages) AS age
                                      WHERE posted_at + age <= @now AND (looked_at AT TIME ZONE 'UTC')::date < ((posted_at + age) AT TIME ZONE 'UTC')::date) THEN 2
                        WHEN looked_at < @today THEN 3 END AS turn
              FROM ours
        ), numbered AS (
            SELECT id, remote_id, turn, row_number() OVER (PARTITION BY turn ORDER BY looked_at, id) AS n
              FROM turns
             WHERE turn IS NOT NULL
        )
        SELECT id, remote_id, turn = 3 AS is_sweep
          FROM numbered
         WHERE turn < 3 OR n <= @sweep - coalesce((SELECT swept FROM campaign_cares WHERE campaign_id = @campaignId AND swept_on = (@today AT TIME ZONE 'UTC')::date), 0)
         ORDER BY turn, n
        """;

    public async Task<IReadOnlyList<DuePost>> DueAsync(long campaignId, string network, int sweep, DateTimeOffset now, CancellationToken stop)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<DuePost>(new CommandDefinition(
            DueSql, new { campaignId, network, sweep, now, today, dayEnds = today + DaysEnd, confirmAfter = MentionStore.ConfirmAfter, ages = Ages }, cancellationToken: stop))];
    }

    private const string SweptSql = """
        INSERT INTO campaign_cares (campaign_id, next_at, looked_at, swept_on, swept)
        VALUES (@campaignId, @now, @now, (@now AT TIME ZONE 'UTC')::date, @swept)
        ON CONFLICT (campaign_id) DO UPDATE
           SET swept = excluded.swept + CASE WHEN campaign_cares.swept_on = excluded.swept_on THEN campaign_cares.swept ELSE 0 END,
               swept_on = excluded.swept_on, looked_at = excluded.looked_at
        """;

    /// <summary>So many of today's sweep are looked up.</summary>
    public static Task SweptAsync(NpgsqlTransaction transaction, long campaignId, int swept, DateTimeOffset now, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(SweptSql, new { campaignId, swept, now }, transaction, cancellationToken: stop));

    private const string EndSql = """
        INSERT INTO campaign_cares (campaign_id, next_at, problem)
        VALUES (@campaignId, @nextAt, @problem)
        ON CONFLICT (campaign_id) DO UPDATE SET next_at = excluded.next_at, problem = excluded.problem
        """;

    public async Task EndAsync(long campaignId, DateTimeOffset nextAt, string problem, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(EndSql, new { campaignId, nextAt, problem }, cancellationToken: stop));
    }

    private const string FindSql = """
        SELECT c.next_at, c.looked_at, c.problem, c.swept_on, c.swept,
               (SELECT count(*)::int FROM mentions m WHERE m.hidden_at IS NOT NULL AND m.wiped_at IS NULL AND EXISTS
                   (SELECT 1 FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.mention_id = m.id AND w.campaign_id = @campaignId)) AS hidden,
               (SELECT count(*)::int FROM mentions m WHERE m.wiped_at IS NOT NULL AND EXISTS
                   (SELECT 1 FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.mention_id = m.id AND w.campaign_id = @campaignId)) AS wiped
          FROM (SELECT @campaignId::bigint AS id) one
          LEFT JOIN campaign_cares c ON c.campaign_id = one.id
        """;

    public async Task<Care> FindAsync(long campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<Care>(new CommandDefinition(FindSql, new { campaignId }, cancellationToken: stop));
    }
}

/// <summary>A held post that is to be looked up.</summary>
internal sealed record DuePost
{
    public required long Id { get; init; }
    public required long RemoteId { get; init; }

    /// <summary>Only to see whether it stands.</summary>
    public required bool IsSweep { get; init; }
}

/// <summary>Where a campaign stands with looking its posts up again.</summary>
internal sealed record Care
{
    public DateTimeOffset? NextAt { get; init; }
    public DateTimeOffset? LookedAt { get; init; }
    public string? Problem { get; init; }
    public DateOnly? SweptOn { get; init; }
    public int? Swept { get; init; }

    /// <summary>Missed once.</summary>
    public required int Hidden { get; init; }

    /// <summary>Missed on another day, too, or removed on request.</summary>
    public required int Wiped { get; init; }
}
