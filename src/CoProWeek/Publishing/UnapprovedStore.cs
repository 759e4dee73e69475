using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>A mail to the managers that is still to be written, because something is not approved.</summary>
internal sealed record UnapprovedNotice
{
    /// <summary>The outbox takes one mail of each.</summary>
    public required string Cause { get; init; }

    public required long CampaignId { get; init; }

    /// <summary>The day it is about, in the campaign's zone.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The one post it is about; null for the whole day.</summary>
    public long? PostId { get; init; }

    /// <summary>When it is to be written.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Which notices of unapproved posts are still to be written, and when.</summary>
internal sealed class UnapprovedStore(NpgsqlDataSource database)
{
    /// <summary>More than can fall due at once; the earliest come first.</summary>
    private const int Most = 100;

    // A post that was changed just now is given a few minutes, for who changes it mostly approves it next. A day's notice is of no
    // use once the day has come, nor a post's once it may not go out any more. Where no manager is, nobody can be told.
    private const string PendingSql = """
        WITH unapproved AS (
            SELECT p.id, p.campaign_id, p.slot_on, p.slot_at, p.latest_at,
                   p.slot_on::timestamp AT TIME ZONE c.time_zone AS day_begins,
                   greatest(((p.slot_on - 1) + time '16:00') AT TIME ZONE c.time_zone, p.edited_at + interval '5 minutes') AS day_at,
                   greatest(p.slot_at - interval '60 minutes', p.edited_at + interval '5 minutes') AS post_at
              FROM posts p
              JOIN campaigns c ON c.id = p.campaign_id
             WHERE p.approved_by IS NULL
               AND p.latest_at > @now
               AND EXISTS (SELECT 1 FROM people WHERE role = 'manager' AND left_at IS NULL)
               AND NOT EXISTS (SELECT 1
                                 FROM deliveries d
                                WHERE d.post_id = p.id AND (d.state NOT IN ('cancelled', 'failed', 'missed') OR d.parts_out > 0))
        ), notices AS (
            SELECT 'unapproved-day ' || campaign_id || ' ' || to_char(slot_on, 'YYYY-MM-DD') AS cause,
                   campaign_id, slot_on AS day, NULL::bigint AS post_id, min(day_at) AS at, min(day_begins) AS until
              FROM unapproved
             GROUP BY campaign_id, slot_on
             UNION ALL
            SELECT 'unapproved-post ' || id || ' ' || extract(epoch FROM slot_at)::bigint, campaign_id, slot_on, id, post_at, latest_at
              FROM unapproved
        )
        SELECT n.cause, n.campaign_id, n.day, n.post_id, n.at
          FROM notices n
         WHERE n.at < n.until
           AND n.until > @now
           AND NOT EXISTS (SELECT 1 FROM mails m WHERE m.cause = n.cause)
         ORDER BY n.at, n.cause
         LIMIT @most
        """;

    public async Task<IReadOnlyList<UnapprovedNotice>> PendingAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<UnapprovedNotice>(new CommandDefinition(PendingSql, new { now, most = Most }, cancellationToken: stop))];
    }
}
