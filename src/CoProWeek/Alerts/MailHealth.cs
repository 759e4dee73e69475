using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>How it stands with the mail, in words.</summary>
internal sealed class MailHealth(NpgsqlDataSource database, IOptions<MailOptions> settings)
{
    private const string ReadSql = """
        SELECT (SELECT count(*)::int FROM mails WHERE sent_at IS NULL AND failed_at IS NULL) AS waiting,
               (SELECT problem FROM mails WHERE sent_at IS NULL AND failed_at IS NULL AND problem <> '' ORDER BY id DESC LIMIT 1) AS waits_for,
               (SELECT count(*)::int FROM mails WHERE failed_at > @since) AS failed,
               (SELECT problem FROM mails WHERE failed_at > @since ORDER BY failed_at DESC, id DESC LIMIT 1) AS failed_for
        """;

    /// <summary>Whether all is well, and what there is to say.</summary>
    public async Task<(bool Ok, string Said)> AskAsync(DateTimeOffset now, CancellationToken stop)
    {
        var mail = settings.Value;
        if (!mail.IsConfigured())
            return (true, "none is configured: nobody is told anything by mail. Set Mail:Host and Mail:From to have it");
        await using var connection = await database.OpenConnectionAsync(stop);
        var row = await connection.QuerySingleAsync<Row>(new CommandDefinition(ReadSql, new { since = now.AddDays(-7) }, cancellationToken: stop));
        string[] said =
        [
            $"goes through {mail.Host}:{mail.Port} as {mail.From}",
            .. row.Waiting == 0 ? [] : new[] { $"{row.Waiting} waiting{(row.WaitsFor is null ? "" : $" ({row.WaitsFor.TrimEnd('.')})")}" },
            .. row.Failed == 0 ? [] : new[] { $"{row.Failed} not sent in the last week, the last because: {row.FailedFor?.TrimEnd('.')}" },
        ];
        return (row.Failed == 0, string.Join("; ", said));
    }

    private sealed record Row
    {
        public required int Waiting { get; init; }
        public string? WaitsFor { get; init; }
        public required int Failed { get; init; }
        public string? FailedFor { get; init; }
    }
}
