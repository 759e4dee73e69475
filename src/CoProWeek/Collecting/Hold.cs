using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Work that one process at a time has in hand: a session advisory lock, which ends with its connection however the process ends.</summary>
internal sealed class Hold : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly int work;
    private readonly int id;

    private Hold(NpgsqlConnection connection, int work, int id) => (this.connection, this.work, this.id) = (connection, work, id);

    /// <summary>Collecting one watch. Null while another process does.</summary>
    public static Task<Hold?> OfWatchAsync(NpgsqlDataSource database, long watchId, CancellationToken stop) => TryAsync(database, 8124, (int)watchId, stop);

    /// <summary>Reading the numbers of a campaign's mentions anew. Null while another process does.</summary>
    public static Task<Hold?> OfRefreshAsync(NpgsqlDataSource database, long campaignId, CancellationToken stop) => TryAsync(database, 8125, (int)campaignId, stop);

    /// <summary>Sending a campaign's reports. Null while another process does.</summary>
    public static Task<Hold?> OfReportsAsync(NpgsqlDataSource database, long campaignId, CancellationToken stop) => TryAsync(database, 8126, (int)campaignId, stop);

    private const string UnlockSql = "SELECT pg_advisory_unlock(@work, @id)";

    /// <summary>A pooled connection outlives its owner, so the lock is given back by name.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection.FullState == System.Data.ConnectionState.Open)
            await connection.ExecuteAsync(UnlockSql, new { work, id });
        await connection.DisposeAsync();
    }

    private const string LockSql = "SELECT pg_try_advisory_lock(@work, @id)";

    private static async Task<Hold?> TryAsync(NpgsqlDataSource database, int work, int id, CancellationToken stop)
    {
        var opened = await database.OpenConnectionAsync(stop);
        try
        {
            if (await opened.ExecuteScalarAsync<bool>(new CommandDefinition(LockSql, new { work, id }, cancellationToken: stop)))
                return new Hold(opened, work, id);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
        await opened.DisposeAsync();
        return null;
    }
}
