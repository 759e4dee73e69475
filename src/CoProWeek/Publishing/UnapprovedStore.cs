using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>An alert that is still to be written, because a post is due and not approved.</summary>
internal sealed record UnapprovedNotice
{
    /// <summary>The outbox takes one alert of each.</summary>
    public required string Cause { get; init; }

    public required long CampaignId { get; init; }

    /// <summary>The post it is about.</summary>
    public required long PostId { get; init; }

    /// <summary>When it is to be written.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Which notices of unapproved posts are still to be written, and when.</summary>
internal sealed class UnapprovedStore(NpgsqlDataSource database)
{
    /// <summary>More than can fall due at once; the earliest come first.</summary>
    private const int Most = 100;

    // A post that was changed just now is given a few minutes, for who changes it mostly approves it next. A notice is of no use once
    // the post may not go out any more. That of the day before stands on its sheet.
    private const string PendingSql = """
        WITH notices AS (
            SELECT 'unapproved-post ' || p.id || ' ' || extract(epoch FROM p.slot_at)::bigint AS cause,
                   p.campaign_id, p.id AS post_id, p.latest_at AS until,
                   greatest(p.slot_at - interval '60 minutes', p.edited_at + interval '5 minutes') AS at
              FROM posts p
             WHERE p.approved_by IS NULL
               AND p.latest_at > @now
               AND NOT EXISTS (SELECT 1
                                 FROM deliveries d
                                WHERE d.post_id = p.id AND (d.state NOT IN ('cancelled', 'failed', 'missed') OR d.parts_out > 0))
        )
        SELECT n.cause, n.campaign_id, n.post_id, n.at
          FROM notices n
         WHERE n.at < n.until
           AND NOT EXISTS (SELECT 1 FROM alerts a WHERE a.cause = n.cause)
         ORDER BY n.at, n.cause
         LIMIT @most
        """;

    public async Task<IReadOnlyList<UnapprovedNotice>> PendingAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<UnapprovedNotice>(new CommandDefinition(PendingSql, new { now, most = Most }, cancellationToken: stop))];
    }
}
