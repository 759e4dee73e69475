using Dapper;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>The outbox as its sender sees it.</summary>
internal static class MailStore
{
    private const string ClaimSql = """
        SELECT id, recipients, delivered_to, subject, body, created_at, tries
          FROM mails
         WHERE sent_at IS NULL
           AND failed_at IS NULL
           AND due_at <= @now
         ORDER BY due_at, id
         LIMIT 1
           FOR UPDATE SKIP LOCKED
        """;

    private const string FilesSql = """
        SELECT file_name, content_type, bytes
          FROM mail_files
         WHERE mail_id = @id
         ORDER BY position
        """;

    /// <summary>
    /// The next mail that is due and nobody else is sending: it stays locked until the transaction ends, and a sender that
    /// dies lets go of it.
    /// </summary>
    public static async Task<DueMail?> ClaimAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, DateTimeOffset now, CancellationToken stop)
    {
        var mail = await connection.QuerySingleOrDefaultAsync<DueMail>(new CommandDefinition(ClaimSql, new { now }, transaction, cancellationToken: stop));
        return mail is null
            ? null
            : mail with { Files = [.. await connection.QueryAsync<DueFile>(new CommandDefinition(FilesSql, new { mail.Id }, transaction, cancellationToken: stop))] };
    }

    // A mail that some got and others never will is sent, and keeps what is wrong. A link that opens a door is not kept once it has been mailed.
    private const string RecordSql = """
        UPDATE mails
           SET tries        = tries + 1,
               delivered_to = delivered_to || @delivered,
               problem      = @problem,
               due_at       = @dueAt,
               body         = CASE WHEN @isOver THEN regexp_replace(body, '/(approve|welcome)/[A-Za-z0-9_-]+', '/\1/...', 'g') ELSE body END,
               sent_at      = CASE WHEN @isOver AND cardinality(delivered_to || @delivered) > 0 THEN @now END,
               failed_at    = CASE WHEN @isOver AND cardinality(delivered_to || @delivered) = 0 THEN @now END
         WHERE id = @id
        """;

    public static Task RecordAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DueMail mail, Posted posted, DateTimeOffset dueAt, DateTimeOffset now, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(
            RecordSql, new { mail.Id, delivered = posted.Delivered, posted.Problem, posted.IsOver, dueAt, now }, transaction, cancellationToken: stop));

    private const string GiveUpSql = """
        WITH old AS (
            SELECT id
              FROM mails
             WHERE sent_at IS NULL
               AND failed_at IS NULL
               AND created_at < @before
               FOR UPDATE SKIP LOCKED
        )
        UPDATE mails
           SET sent_at   = CASE WHEN cardinality(delivered_to) > 0 THEN @now END,
               failed_at = CASE WHEN cardinality(delivered_to) = 0 THEN @now END,
               body      = regexp_replace(body, '/(approve|welcome)/[A-Za-z0-9_-]+', '/\1/...', 'g'),
               problem   = CASE WHEN tries = 0 THEN 'It was not tried in time: coproweek was not running, or no mail server was configured.'
                                ELSE problem END || ' Given up after a day.'
          FROM old
         WHERE mails.id = old.id
        """;

    /// <summary>News of yesterday is not sent: what is older is given up, with the last problem kept. Returns how many.</summary>
    public static Task<int> GiveUpAsync(NpgsqlConnection connection, DateTimeOffset before, DateTimeOffset now, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(GiveUpSql, new { before, now }, cancellationToken: stop));
}
