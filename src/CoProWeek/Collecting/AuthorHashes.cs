using System.Security.Cryptography;
using System.Text;
using CoProWeek.Accounts;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>
/// Turns people into hashes under a key of this database's own, sealed in it: somebody forgotten is known to take part again, and nobody
/// without the key finds out who they are by trying all of X's numbers.
/// </summary>
internal sealed class AuthorHashes(NpgsqlDataSource database, Vault vault)
{
    private const int KeyBytes = 32;

    private const string KeepKeySql = "INSERT INTO author_keys (sealed) VALUES (@sealedKey) ON CONFLICT DO NOTHING";

    private const string KeySql = "SELECT sealed FROM author_keys";

    /// <exception cref="InvalidOperationException">The master key is not to be had.</exception>
    /// <exception cref="CryptographicException">It is another one.</exception>
    public async Task<Func<string, long, byte[]>> OpenAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var kept = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(KeySql, cancellationToken: stop));
        if (kept is null)
        {
            // Two processes that come together end up with one key.
            var sealedKey = vault.Protect(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)));
            await connection.ExecuteAsync(new CommandDefinition(KeepKeySql, new { sealedKey }, cancellationToken: stop));
            kept = await connection.ExecuteScalarAsync<string>(new CommandDefinition(KeySql, cancellationToken: stop));
        }
        var key = Convert.FromHexString(vault.Unprotect(kept!).Reveal());
        return (network, remoteId) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{network}:{remoteId}"));
    }

    private const string UnhashedSql = "SELECT id, network, remote_id FROM authors WHERE hash IS NULL AND remote_id IS NOT NULL ORDER BY id LIMIT @most";

    private const string HashSql = """
        UPDATE authors a
           SET hash = h.hash
          FROM unnest(@ids, @hashes) AS h (id, hash)
         WHERE a.id = h.id
        """;

    private const string AnyForgottenSql = "SELECT EXISTS (SELECT 1 FROM authors WHERE remote_id IS NULL)";

    private const int Most = 5_000;

    /// <summary>Those who are known by name get theirs, too, once anybody is known by theirs alone: by it the two are found to be one.</summary>
    public async Task HashAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(AnyForgottenSql, cancellationToken: stop)))
            return;
        var hash = await OpenAsync(stop);
        while ((await connection.QueryAsync<(long Id, string Network, long RemoteId)>(new CommandDefinition(UnhashedSql, new { most = Most }, cancellationToken: stop))).AsList() is { Count: > 0 } some)
        {
            var hashes = some.ConvertAll(author => hash(author.Network, author.RemoteId)).ToArray();
            await connection.ExecuteAsync(new CommandDefinition(HashSql, new { ids = some.ConvertAll(author => author.Id).ToArray(), hashes }, cancellationToken: stop));
        }
    }
}
