using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>New pairs in place of those that run out, by one worker at a time.</summary>
internal sealed class KeyRenewals(NpgsqlDataSource database, KeySeal seal, CampaignClock clock)
{
    /// <summary>A pair that X has given is saved though the first try fails: the one before it is worth nothing any more.</summary>
    private const int Tries = 3;

    private const string LockSql = $"{KeyStore.FindSql} FOR UPDATE";

    /// <summary>
    /// Asks for a new pair under the row's lock, and saves it before the lock is let go: a refresh token works once, and using it again
    /// ends all that came from it. Whoever waited for the lock finds the new pair. Begun, it is seen through.
    /// </summary>
    /// <returns>The row as it is then; null when the account was disconnected meanwhile.</returns>
    /// <exception cref="KeysSealedException">This server's master key does not open them.</exception>
    public async Task<KeptKeys?> RenewAsync(long accountId, string handle, Func<KeptKeys, TokenPair, Task<KeyRenewal>> ask, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await connection.QuerySingleOrDefaultAsync<KeptKeys>(new CommandDefinition(LockSql, new { accountId }, transaction, cancellationToken: stop)) is not { Renews: true } row)
            return null;
        var renewal = await ask(row, seal.OpenPair(row, handle));
        var changed = Changed(row, renewal);
        if (changed == row)
            return row;
        try
        {
            await RecordAsync(connection, transaction, row, changed, handle);
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (NpgsqlException) when (renewal is KeyRenewal.Renewed)
        {
            await RecordAgainAsync(row, changed, handle);
        }
        return changed;
    }

    private KeptKeys Changed(KeptKeys row, KeyRenewal renewal) => renewal switch
    {
        KeyRenewal.Renewed(var pair) => row with { Sealed = seal.Close(pair), Scopes = pair.Scopes, ExpiresAt = pair.ExpiresAt },
        KeyRenewal.Refused(var why) => row with { RefusedWhy = why },
        _ => row,
    };

    private const string RenewSql = """
        UPDATE account_keys
           SET sealed = @Sealed, scopes = @Scopes, expires_at = @ExpiresAt, refused_why = @RefusedWhy
         WHERE account_id = @AccountId AND sealed = @before
        """;

    private async Task RecordAsync(NpgsqlConnection connection, NpgsqlTransaction? transaction, KeptKeys before, KeptKeys row, string handle)
    {
        await connection.ExecuteAsync(RenewSql, new { row.AccountId, row.Sealed, row.Scopes, row.ExpiresAt, row.RefusedWhy, before = before.Sealed }, transaction);
        if (row.RefusedWhy is { } why)
            await History.WriteAsync(connection, transaction, clock.GetUtcNow(), "coproweek", "keys refused", $"@{handle}: {why}");
    }

    private async Task RecordAgainAsync(KeptKeys before, KeptKeys row, string handle)
    {
        for (var left = Tries; ; left--)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync();
                await RecordAsync(connection, null, before, row, handle);
                return;
            }
            catch (NpgsqlException) when (left > 1)
            {
            }
        }
    }
}
