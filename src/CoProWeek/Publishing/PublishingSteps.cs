using CoProWeek.Clock;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>What a step clock needs to know of the deliveries: whether the present minute is done with, and when the next thing is due.</summary>
internal sealed class PublishingSteps(NpgsqlDataSource database, IOptions<PublishingOptions> settings) : IStepSource
{
    public bool Leads => true;

    // Unsettled: someone is sending, or something could happen now. What waits for a later instant, or for a person, holds nothing up.
    private const string UnsettledSql = """
        SELECT EXISTS (SELECT 1 FROM deliveries WHERE state = 'sending')
            OR EXISTS (SELECT 1 FROM deliveries WHERE state = 'unknown' AND due_at <= @now)
            OR EXISTS (SELECT 1 FROM credit_stops WHERE ended_at IS NOT NULL)
            OR EXISTS (SELECT 1
                         FROM deliveries
                        WHERE state IN ('queued', 'held') AND parts_out = 0 AND latest_at < @now
                          AND hold_reason IS DISTINCT FROM 'undecided')
            OR EXISTS (SELECT 1
                         FROM deliveries d
                         JOIN accounts a       ON a.id = d.account_id
                         JOIN delivery_parts p ON p.delivery_id = d.id AND p.n = d.parts_out + 1
                        WHERE d.state = 'queued' AND a.paused_at IS NULL AND NOT EXISTS (SELECT 1 FROM stop_all)
                          AND (d.due_at <= @now
                               OR d.slot_at <= @ahead AND a.network <> 'by-hand'
                                  AND EXISTS (SELECT 1
                                                FROM delivery_media m
                                               WHERE m.delivery_id = d.id AND m.n = p.n AND m.remote_media_id IS NULL
                                                 AND (m.try_at IS NULL OR m.try_at <= @now)))
                          AND NOT EXISTS (SELECT 1
                                            FROM deliveries u
                                            JOIN delivery_parts up ON up.delivery_id = u.id AND up.n = u.parts_out + 1
                                           WHERE u.account_id = d.account_id AND u.id <> d.id
                                             AND (u.state = 'unknown' OR u.hold_reason = 'undecided')
                                             AND up.canonical = p.canonical))
        """;

    public async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return !await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            UnsettledSql, new { now, ahead = now + settings.Value.UploadAhead }, cancellationToken: stop));
    }

    // What is being sent this instant is followed by something: its next part, its read-back, or the post behind it.
    private const string NextSql = """
        SELECT min(at)
          FROM (SELECT due_at AS at
                  FROM deliveries
                 WHERE state IN ('queued', 'unknown')
                 UNION ALL
                SELECT @now + interval '1 millisecond'
                  FROM deliveries
                 WHERE state = 'sending'
                 UNION ALL
                SELECT greatest(d.slot_at - @uploadAhead, m.try_at)
                  FROM deliveries d
                  JOIN accounts a       ON a.id = d.account_id
                  JOIN delivery_media m ON m.delivery_id = d.id AND m.n = d.parts_out + 1
                 WHERE d.state = 'queued' AND a.network <> 'by-hand' AND m.remote_media_id IS NULL
                 UNION ALL
                SELECT latest_at + interval '1 second'
                  FROM deliveries
                 WHERE state IN ('queued', 'held') AND parts_out = 0 AND hold_reason IS DISTINCT FROM 'undecided') AS instants
         WHERE at > @now
        """;

    public async Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<DateTimeOffset?>(new CommandDefinition(
            NextSql, new { now, uploadAhead = settings.Value.UploadAhead }, cancellationToken: stop));
    }
}
