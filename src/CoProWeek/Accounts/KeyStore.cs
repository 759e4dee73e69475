using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>The keys that people enter, one row an account, sealed; and who entered or took them away.</summary>
internal sealed class KeyStore(NpgsqlDataSource database, KeySeal seal, CampaignClock clock)
{
    public const string FindSql = """
        SELECT account_id, kind, sealed, scopes, expires_at, refused_why
          FROM account_keys
         WHERE account_id = @accountId
        """;

    public async Task<KeptKeys?> FindAsync(long accountId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<KeptKeys>(new CommandDefinition(FindSql, new { accountId }, cancellationToken: stop));
    }

    /// <exception cref="KeysSealedException">This server's master key does not open them.</exception>
    public Keys Open(KeptKeys row, string handle) => seal.Open(row, handle);

    /// <param name="accountId">Whose keys they are.</param>
    /// <param name="handle">For the history.</param>
    /// <param name="keys">Such as X has accepted.</param>
    /// <param name="said">What X said of them, in words: it is the account's last check.</param>
    /// <param name="actor">Who entered them.</param>
    /// <param name="stop">Gives up.</param>
    public Task SaveAsync(long accountId, string handle, Keys.OAuth1 keys, string said, string actor, CancellationToken stop) => SaveAsync(
        new KeptKeys { AccountId = accountId, Kind = KeptKeys.FourKeys, Sealed = seal.Close(keys) },
        said, actor, "keys saved", $"@{handle}: four keys. {said}", stop);

    public Task SaveAsync(long accountId, string handle, TokenPair pair, string said, string actor, CancellationToken stop) => SaveAsync(
        new KeptKeys { AccountId = accountId, Kind = KeptKeys.Renewing, Sealed = seal.Close(pair), Scopes = pair.Scopes, ExpiresAt = pair.ExpiresAt },
        said, actor, "account connected", $"@{handle}, in the browser. {said}", stop);

    private const string SaveSql = """
        WITH checked AS (
            INSERT INTO account_checks (account_id, at, by_whom, ok, said)
            VALUES (@AccountId, @now, @actor, true, @said)
            ON CONFLICT (account_id) DO UPDATE
               SET at = excluded.at, by_whom = excluded.by_whom, ok = excluded.ok, said = excluded.said
        )
        INSERT INTO account_keys (account_id, kind, sealed, scopes, expires_at, set_by, set_at)
        VALUES (@AccountId, @Kind, @Sealed, @Scopes, @ExpiresAt, @actor, @now)
        ON CONFLICT (account_id) DO UPDATE
           SET kind = excluded.kind, sealed = excluded.sealed, scopes = excluded.scopes, expires_at = excluded.expires_at,
               refused_why = NULL, set_by = excluded.set_by, set_at = excluded.set_at
        """;

    private async Task SaveAsync(KeptKeys row, string said, string actor, string what, string detail, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            SaveSql, new { row.AccountId, row.Kind, row.Sealed, row.Scopes, row.ExpiresAt, said, actor, now }, transaction, cancellationToken: stop));
        await History.WriteAsync(connection, transaction, now, actor, what, detail, stop: stop);
        await transaction.CommitAsync(stop);
    }

    private const string ForgetSql = """
        WITH checked AS (DELETE FROM account_checks WHERE account_id = @accountId),
             connecting AS (DELETE FROM account_connects WHERE account_id = @accountId)
        DELETE FROM account_keys
         WHERE account_id = @accountId
        """;

    /// <returns>False: there were none.</returns>
    public async Task<bool> ForgetAsync(long accountId, string handle, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await connection.ExecuteAsync(new CommandDefinition(ForgetSql, new { accountId }, transaction, cancellationToken: stop)) == 0)
            return false;
        await History.WriteAsync(connection, transaction, clock.GetUtcNow(), actor, "account disconnected", $"@{handle}: its keys were deleted here", stop: stop);
        await transaction.CommitAsync(stop);
        return true;
    }
}
