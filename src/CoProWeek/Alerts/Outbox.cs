using Dapper;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>Keeps mail until it is sent, in the transaction of what it tells of.</summary>
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
}
