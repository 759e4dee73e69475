using Dapper;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>The tests of the channels, and what became of what was to be told.</summary>
internal sealed class ChannelStore(NpgsqlDataSource database)
{
    private const string LastTestsSql = """
        SELECT DISTINCT ON (t.target_hash)
               t.target_hash, t.made_at, t.ok, t.said,
               (SELECT max(c.used_at) FROM alert_tests c WHERE c.target_hash = t.target_hash) AS confirmed_at
          FROM alert_tests t
         WHERE t.target_hash = ANY (@targets)
         ORDER BY t.target_hash, t.made_at DESC
        """;

    public async Task<IReadOnlyList<LastTest>> LastTestsAsync(byte[][] targets, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<LastTest>(new CommandDefinition(LastTestsSql, new { targets }, cancellationToken: stop))];
    }

    private const string StandingSql = """
        SELECT (SELECT count(*)::int FROM webhook_posts WHERE sent_at IS NULL AND failed_at IS NULL) AS waiting,
               (SELECT problem FROM webhook_posts WHERE sent_at IS NULL AND failed_at IS NULL AND problem <> '' ORDER BY alert_id DESC LIMIT 1) AS waits_for,
               (SELECT count(*)::int FROM webhook_posts WHERE failed_at > @since) AS failed,
               (SELECT problem FROM webhook_posts WHERE failed_at > @since ORDER BY failed_at DESC, alert_id DESC LIMIT 1) AS failed_for,
               h.called_at AS heartbeat_at, h.ok AS heartbeat_ok, h.said AS heartbeat_said
          FROM (SELECT true AS only_row) one
          LEFT JOIN heartbeats h ON h.only_row = one.only_row
        """;

    public async Task<AlertStanding> StandingAsync(DateTimeOffset since, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<AlertStanding>(new CommandDefinition(StandingSql, new { since }, cancellationToken: stop));
    }

    private const string BeginSql = """
        INSERT INTO alert_tests (token_hash, channel, target_hash, shown, made_by, made_at, expires_at)
        VALUES (@tokenHash, @Channel, @Hash, @Shown, @actor, @now, @expiresAt)
        """;

    /// <summary>Before it is sent, so that its link is good when it arrives.</summary>
    public async Task BeginAsync(byte[] tokenHash, ChannelTarget target, string actor, DateTimeOffset now, DateTimeOffset expiresAt, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            BeginSql, new { tokenHash, target.Channel, target.Hash, target.Shown, actor, now, expiresAt }, cancellationToken: stop));
    }

    private const string EndSql = "UPDATE alert_tests SET ok = @ok, said = @said WHERE token_hash = @tokenHash";

    public async Task EndAsync(byte[] tokenHash, bool ok, string said)
    {
        await using var connection = await database.OpenConnectionAsync();
        await connection.ExecuteAsync(EndSql, new { tokenHash, ok, said });
    }

    private const string FindSql = """
        SELECT shown, made_by, made_at, expires_at, used_at
          FROM alert_tests
         WHERE token_hash = @tokenHash
        """;

    public async Task<AlertTest?> FindAsync(byte[] tokenHash, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<AlertTest>(new CommandDefinition(FindSql, new { tokenHash }, cancellationToken: stop));
    }

    private const string UseSql = """
        UPDATE alert_tests
           SET used_at = @now
         WHERE token_hash = @tokenHash AND used_at IS NULL AND expires_at > @now
        RETURNING shown
        """;

    /// <summary>Somebody says that it arrived. Null: somebody had said so before, or it is too old.</summary>
    public static Task<string?> UseAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, byte[] tokenHash, DateTimeOffset now, CancellationToken stop) =>
        connection.ExecuteScalarAsync<string?>(new CommandDefinition(UseSql, new { tokenHash, now }, transaction, cancellationToken: stop));
}

/// <summary>A test as whoever holds its link sees it.</summary>
internal sealed record AlertTest
{
    public required string Shown { get; init; }
    public required string MadeBy { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; init; }

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && ExpiresAt > now;
}
