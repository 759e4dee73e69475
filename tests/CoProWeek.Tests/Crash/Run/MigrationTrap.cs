using CoProWeek.Tests.Support;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>
/// Kills <c>coproweek migrate</c> half way: the database itself waits for a lock before it makes the n-th index, inside the
/// migration's transaction, and the process is killed while it waits.
/// </summary>
internal static class MigrationTrap
{
    private const string SetSql = """
        CREATE SCHEMA trap;
        CREATE SEQUENCE trap.indexes;
        CREATE FUNCTION trap.wait() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF nextval('trap.indexes') = current_setting('trap.at')::bigint THEN
                PERFORM pg_advisory_xact_lock(4711);
            END IF;
        END $$;
        CREATE EVENT TRIGGER trap_wait ON ddl_command_start WHEN TAG IN ('CREATE INDEX') EXECUTE FUNCTION trap.wait();
        """;

    private const string SomebodyWaitsSql = """
        SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE @blocker = ANY (pg_blocking_pids(pid)))
        """;

    /// <param name="rows">A database without a schema, and its superuser.</param>
    /// <param name="connectionString">The same, for the process.</param>
    /// <param name="at">At which index each of the kills comes; counted on from the one before.</param>
    public static async Task SpringAsync(NpgsqlDataSource rows, string connectionString, params int[] at)
    {
        await using var connection = await rows.OpenConnectionAsync();
        await connection.ExecuteAsync(SetSql);
        foreach (var n in at)
            await KillAsync(connection, connectionString, n);
        await connection.ExecuteAsync("DROP SCHEMA trap CASCADE");
    }

    /// <summary>Run once more, it is brought up to date.</summary>
    public static async Task MigrateAsync(string connectionString)
    {
        using var migrate = Start(connectionString);
        Assert.Equal(0, await migrate.EndAsync());
    }

    private static async Task KillAsync(NpgsqlConnection connection, string connectionString, int at)
    {
        await connection.ExecuteAsync("SELECT pg_advisory_lock(4711), setval('trap.indexes', 1, false)");
        using var migrate = Start($"{connectionString};Options=-c trap.at={at}");
        await Eventually.TrueAsync(
            () => connection.ExecuteScalarAsync<bool>(SomebodyWaitsSql, new { blocker = connection.ProcessID }),
            () => $"The migration never came to its index number {at}. It said:\n{migrate.Said}");
        await migrate.KillAsync();
        await connection.ExecuteAsync("SELECT pg_advisory_unlock(4711)");
    }

    private static AppProcess Start(string connectionString) =>
        AppProcess.StartApart(new Dictionary<string, string?> { ["ConnectionStrings:CoProWeek"] = connectionString }, "migrate");
}
