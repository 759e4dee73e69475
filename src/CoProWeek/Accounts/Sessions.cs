using Dapper;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>Browsers that are signed in. The row is the truth: where it is gone, the next request is a stranger's.</summary>
internal sealed class Sessions(NpgsqlDataSource database, TimeProvider time)
{
    /// <summary>How often "last seen" is written: not at every request.</summary>
    private static readonly TimeSpan Seen = TimeSpan.FromMinutes(5);

    private const string FindSql = """
        WITH seen AS (
            UPDATE sessions
               SET seen_at = @now, expires_at = @expiresAt
             WHERE token_hash = @hash AND expires_at > @now AND seen_at < @seenBefore
        )
        SELECT p.id, p.name, p.email, p.role, true AS has_password
          FROM sessions s
          JOIN people p ON p.id = s.person_id
         WHERE s.token_hash = @hash AND s.expires_at > @now AND s.created_at > @openedAfter AND p.left_at IS NULL
        """;

    /// <summary>Whose session it is, with the role as it is now; null when it ended.</summary>
    public async Task<Person?> FindAsync(string token, CancellationToken stop)
    {
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<Person>(new CommandDefinition(
            FindSql, new { hash = Token.Hash(token), now, expiresAt = now + PersonSignIn.Idle, seenBefore = now - Seen, openedAfter = now - PersonSignIn.Longest }, cancellationToken: stop));
    }

    private const string EndSql = "DELETE FROM sessions WHERE token_hash = @hash";

    public async Task EndAsync(string token, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(EndSql, new { hash = Token.Hash(token) }, cancellationToken: stop));
    }

    private const string EndAllSql = "DELETE FROM sessions WHERE person_id = @personId";

    /// <summary>Signs a person out everywhere.</summary>
    /// <returns>How many sessions ended.</returns>
    public async Task<int> EndAllAsync(long personId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteAsync(new CommandDefinition(EndAllSql, new { personId }, cancellationToken: stop));
    }
}
