using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>A watch held by this process: a session advisory lock, which ends with its connection however the process ends.</summary>
internal sealed class WatchHold : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly int id;

    private WatchHold(NpgsqlConnection connection, int id) => (this.connection, this.id) = (connection, id);

    private const string LockSql = "SELECT pg_try_advisory_lock(8124, @id)";

    /// <summary>Null while another process holds it.</summary>
    public static async Task<WatchHold?> TryAsync(NpgsqlDataSource database, long watchId, CancellationToken stop)
    {
        var opened = await database.OpenConnectionAsync(stop);
        try
        {
            if (await opened.ExecuteScalarAsync<bool>(new CommandDefinition(LockSql, new { id = (int)watchId }, cancellationToken: stop)))
                return new WatchHold(opened, (int)watchId);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
        await opened.DisposeAsync();
        return null;
    }

    private const string UnlockSql = "SELECT pg_advisory_unlock(8124, @id)";

    /// <summary>A pooled connection outlives its owner, so the lock is given back by name.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection.FullState == System.Data.ConnectionState.Open)
            await connection.ExecuteAsync(UnlockSql, new { id });
        await connection.DisposeAsync();
    }
}
