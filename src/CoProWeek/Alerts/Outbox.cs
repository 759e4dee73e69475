using Dapper;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>Keeps mail and alerts until they are sent, in the transaction of what they tell of.</summary>
internal static class Outbox
{
    private const string AddSql = """
        INSERT INTO mails (cause, recipients, subject, body, created_at, due_at)
        VALUES (@Cause, @To, @Subject, @Text, @now, @now)
            ON CONFLICT (cause) DO NOTHING
        RETURNING id
        """;

    private const string AddFileSql = """
        INSERT INTO mail_files (mail_id, position, file_name, content_type, bytes)
        VALUES (@id, @n, @Name, @ContentType, @Bytes)
        """;

    /// <summary>Keeps it, unless one of the same cause was kept before.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="transaction">Of what it tells of; none where it stands alone.</param>
    /// <param name="mail">What to send.</param>
    /// <param name="now">Real time, UTC.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Whether it was kept.</returns>
    public static async Task<bool> AddAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, Mail mail, DateTimeOffset now, CancellationToken stop = default)
    {
        var id = await connection.ExecuteScalarAsync<long?>(new CommandDefinition(
            AddSql, new { mail.Cause, mail.To, mail.Subject, mail.Text, now }, transaction, cancellationToken: stop));
        if (id is null)
            return false;
        foreach (var (n, file) in mail.Files.Index())
            await connection.ExecuteAsync(new CommandDefinition(
                AddFileSql, new { id, n, file.Name, file.ContentType, file.Bytes }, transaction, cancellationToken: stop));
        return true;
    }

    private const string TellSql = """
        WITH alert AS (
            INSERT INTO alerts (cause, subject, body, link, raised_at)
            VALUES (@Cause, @Subject, @Text, @link, @now)
                ON CONFLICT (cause) DO NOTHING
            RETURNING id
        )
        INSERT INTO webhook_posts (alert_id, due_at)
        SELECT id, @now
          FROM alert
        """;

    /// <summary>Keeps an alert for every channel, unless one of the same cause was kept before. A chat that is not configured leaves its row.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="transaction">Of what it tells of: the mail and the row of the chat stand or fall together.</param>
    /// <param name="alert">What to tell.</param>
    /// <param name="now">Real time, UTC.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Whether it was kept.</returns>
    public static async Task<bool> TellAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Alert alert, DateTimeOffset now, CancellationToken stop = default)
    {
        var parameters = new { alert.Cause, alert.Subject, alert.Text, link = alert.Link.AbsoluteUri, now };
        if (await connection.ExecuteAsync(new CommandDefinition(TellSql, parameters, transaction, cancellationToken: stop)) == 0)
            return false;
        if (alert.To.Length > 0)
            await AddAsync(connection, transaction, new Mail { Cause = alert.Cause, To = alert.To, Subject = alert.Subject, Text = alert.Text }, now, stop);
        return true;
    }
}
