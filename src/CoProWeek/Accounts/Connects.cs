using Dapper;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>People who are at X to connect an account: each comes back once, soon, and in the browser that went.</summary>
internal sealed class Connects(NpgsqlDataSource database, KeySeal seal, TimeProvider time)
{
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    // What is left of those who never came back goes with the next one who leaves.
    private const string OpenSql = """
        WITH over AS (DELETE FROM account_connects WHERE expires_at <= @now)
        INSERT INTO account_connects (state_hash, account_id, session_hash, verifier, expires_at)
        VALUES (@state, @accountId, @session, @verifier, @expiresAt)
        """;

    /// <param name="accountId">Which account is to be connected.</param>
    /// <param name="session">The token of the session in which it was asked.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<Connecting> OpenAsync(long accountId, string session, CancellationToken stop)
    {
        var (state, verifier, now) = (Token.New(), new Secret(Token.New()), time.GetUtcNow());
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            OpenSql,
            new { state = Token.Hash(state), accountId, session = Token.Hash(session), verifier = seal.Close(verifier), now, expiresAt = now + Lives },
            cancellationToken: stop));
        return new Connecting(accountId, state, verifier);
    }

    private const string TakeSql = """
        DELETE FROM account_connects
         WHERE state_hash = @state AND session_hash = @session
        RETURNING account_id, verifier, expires_at
        """;

    /// <returns>Null: it was used, is too old, never was, or was begun in another session.</returns>
    public async Task<Connecting?> TakeAsync(string state, string session, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(
            TakeSql, new { state = Token.Hash(state), session = Token.Hash(session) }, cancellationToken: stop));
        return row is not null && row.ExpiresAt > time.GetUtcNow() ? new Connecting(row.AccountId, state, seal.Open(row.Verifier)) : null;
    }

    private sealed record Row
    {
        public required long AccountId { get; init; }
        public required string Verifier { get; init; }
        public required DateTimeOffset ExpiresAt { get; init; }
    }
}

/// <summary>One way to X and back.</summary>
/// <param name="AccountId">Which account is to be connected.</param>
/// <param name="State">Goes to X and comes back: only we know what it stands for.</param>
/// <param name="Verifier">PKCE: X has seen its hash, and gets it with the code.</param>
internal sealed record Connecting(long AccountId, string State, Secret Verifier);
