using System.Data;
using Dapper;
using Npgsql;

namespace CoProWeek.Storage;

/// <summary>
/// Brings a database's schema up to this program: the numbered files in order, each in a transaction of its own that also
/// records its name and hash. A lock lets one process at a time do it; the others wait and find nothing left to do.
/// </summary>
internal sealed class Migrator(NpgsqlDataSource database, TimeProvider clock, IReadOnlyList<Migration> migrations)
{
    public Migrator(NpgsqlDataSource database, TimeProvider clock)
        : this(database, clock, Migration.Embedded)
    {
    }

    /// <summary>Applies what is missing and returns the names of it.</summary>
    /// <exception cref="SchemaException">A file was edited, or a newer program has been here.</exception>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await LockAsync(connection, stop);
        try
        {
            return await ApplyMissingAsync(connection, stop);
        }
        finally
        {
            await UnlockAsync(connection);
        }
    }

    public async Task<SchemaStatus> StatusAsync(CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return SchemaReading.Compare(migrations, await AppliedAsync(connection, stop));
    }

    /// <exception cref="SchemaException">The schema is not current; the message names the file and the next step.</exception>
    public async Task RequireCurrentAsync(CancellationToken stop = default)
    {
        if (await StatusAsync(stop) is var status and not SchemaStatus.Current)
            throw new SchemaException(status);
    }

    private async Task<IReadOnlyList<string>> ApplyMissingAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        switch (SchemaReading.Compare(migrations, await AppliedAsync(connection, stop)))
        {
            case SchemaStatus.Current:
                return [];
            case SchemaStatus.Behind behind:
                foreach (var migration in migrations.Where(migration => behind.Missing.Contains(migration.Name)))
                    await ApplyAsync(connection, migration, stop);
                return behind.Missing;
            case var refused:
                throw new SchemaException(refused);
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await RunFileAsync(transaction, migration, stop);
        await RecordAsync(transaction, migration, stop);
        await transaction.CommitAsync(stop);
    }

    private static async Task RunFileAsync(NpgsqlTransaction transaction, Migration migration, CancellationToken stop)
    {
        try
        {
            await transaction.Connection!.ExecuteAsync(new CommandDefinition(
                migration.Sql, transaction: transaction, commandTimeout: 0, cancellationToken: stop));
        }
        catch (PostgresException e)
        {
            throw new InvalidOperationException(
                $"migrations/{migration.Name} could not be applied: {e.MessageText}. Nothing of it was kept. Mend the file, then run: coproweek migrate", e);
        }
    }

    /// <summary>Two processes may come here at once before the table exists: under the lock, only one does.</summary>
    private const string LockSql =
        """
        SELECT pg_advisory_lock(81220001);
        CREATE TABLE IF NOT EXISTS schema_migrations (
            name        text        PRIMARY KEY,
            sha256      text        NOT NULL,
            applied_at  timestamptz NOT NULL
        );
        """;

    private static Task LockAsync(NpgsqlConnection connection, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(LockSql, commandTimeout: 0, cancellationToken: stop));

    private const string UnlockSql = "SELECT pg_advisory_unlock(81220001)";

    /// <summary>A broken connection has let go of its lock already, and must not hide what broke it.</summary>
    private static Task UnlockAsync(NpgsqlConnection connection) =>
        connection.State == ConnectionState.Open ? connection.ExecuteAsync(UnlockSql) : Task.CompletedTask;

    private const string HasRecordSql = "SELECT to_regclass('schema_migrations') IS NOT NULL";

    private const string AppliedSql =
        """
          SELECT name, sha256
            FROM schema_migrations
        ORDER BY name
        """;

    private static async Task<IReadOnlyList<AppliedMigration>> AppliedAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(HasRecordSql, cancellationToken: stop)))
            return [];
        return [.. await connection.QueryAsync<AppliedMigration>(new CommandDefinition(AppliedSql, cancellationToken: stop))];
    }

    private const string RecordSql =
        """
        INSERT INTO schema_migrations (name, sha256, applied_at)
        VALUES (@Name, @Sha256, @appliedAt)
        """;

    private Task RecordAsync(NpgsqlTransaction transaction, Migration migration, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(
            RecordSql, new { migration.Name, migration.Sha256, appliedAt = clock.GetUtcNow() }, transaction, cancellationToken: stop));
}
