using Dapper;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>Alerts on their way to the chat, as their sender sees them.</summary>
internal static class WebhookStore
{
    private const string ClaimSql = """
        SELECT w.alert_id, a.subject, a.body, a.link, w.tries
          FROM webhook_posts w
          JOIN alerts a ON a.id = w.alert_id
         WHERE w.sent_at IS NULL
           AND w.failed_at IS NULL
           AND w.due_at <= @now
         ORDER BY w.due_at, w.alert_id
         LIMIT 1
           FOR UPDATE OF w SKIP LOCKED
        """;

    /// <summary>The next that is due and nobody else is sending: locked until the transaction ends.</summary>
    public static Task<DueWebhookPost?> ClaimAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken stop) =>
        connection.QuerySingleOrDefaultAsync<DueWebhookPost>(new CommandDefinition(ClaimSql, new { now }, transaction, cancellationToken: stop));

    private const string RecordSql = """
        UPDATE webhook_posts
           SET tries     = tries + 1,
               due_at    = @dueAt,
               problem   = CASE WHEN @ok THEN '' ELSE @problem END,
               sent_at   = CASE WHEN @ok THEN @now END,
               failed_at = CASE WHEN @isFinal AND NOT @ok THEN @now END
         WHERE alert_id = @alertId
        """;

    public static Task RecordAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long alertId, Called called, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(
            RecordSql, new { alertId, called.Ok, problem = called.Said, called.IsFinal, dueAt, now }, transaction, cancellationToken: stop));

    // What was never tried is from a time in which there was no chat to tell.
    private const string GiveUpSql = """
        WITH old AS (
            SELECT w.alert_id
              FROM webhook_posts w
              JOIN alerts a ON a.id = w.alert_id
             WHERE w.sent_at IS NULL AND w.failed_at IS NULL AND a.raised_at < @before
               FOR UPDATE OF w SKIP LOCKED
        ), forgotten AS (
            DELETE FROM webhook_posts w
             USING old
             WHERE w.alert_id = old.alert_id AND w.tries = 0
        )
        UPDATE webhook_posts w
           SET failed_at = @now, problem = w.problem || ' Given up after a day.'
          FROM old
         WHERE w.alert_id = old.alert_id AND w.tries > 0
        """;

    /// <summary>News of yesterday is not posted. Returns how many were given up.</summary>
    public static Task<int> GiveUpAsync(NpgsqlConnection connection, DateTimeOffset before, DateTimeOffset now, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(GiveUpSql, new { before, now }, cancellationToken: stop));
}

/// <summary>An alert that is to be posted now.</summary>
internal sealed record DueWebhookPost
{
    public required long AlertId { get; init; }
    public required string Subject { get; init; }
    public required string Body { get; init; }
    public required string Link { get; init; }

    /// <summary>How often it was tried before.</summary>
    public required int Tries { get; init; }
}
