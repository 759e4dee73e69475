using CoProWeek.Clock;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// This process as a sender. For as long as it lives it holds a session advisory lock on a connection of its own; a
/// post that stands as being sent by a worker whose lock is free is nobody's, and is read back. When the connection
/// breaks, this worker starts no new send until it is a worker anew.
/// </summary>
internal sealed partial class Worker(NpgsqlDataSource database, CampaignClock clock, ILogger<Worker> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(2);

    /// <summary>The row in <c>workers</c>, or null while there is no lock.</summary>
    public int? Id { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await HoldAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.Lost(log, Id, e);
                Id = null;
                await Task.Delay(LookEvery, TimeProvider.System, stoppingToken);
            }
        }
    }

    private const string EnterSql = """
        WITH entered AS (
            INSERT INTO workers (host, process_id, started_at)
            VALUES (@host, @processId, @now)
            RETURNING id
        )
        SELECT id FROM entered
        """;

    private const string LockSql = "SELECT pg_advisory_lock(8123, @id)";

    private const string HeldSql = """
        SELECT EXISTS (SELECT 1
                         FROM pg_locks
                        WHERE locktype = 'advisory' AND classid = 8123 AND objid = @id AND objsubid = 2 AND pid = pg_backend_pid())
        """;

    // The lock lives as long as its connection: asking over that connection is the proof.
    private async Task HoldAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var id = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            EnterSql, new { host = Environment.MachineName, processId = Environment.ProcessId, now = clock.GetUtcNow() }, cancellationToken: stop));
        await connection.ExecuteAsync(new CommandDefinition(LockSql, new { id }, cancellationToken: stop));
        Id = id;
        Log.Entered(log, id);
        using var look = new PeriodicTimer(LookEvery);
        while (await look.WaitForNextTickAsync(stop))
        {
            if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition(HeldSql, new { id }, cancellationToken: stop)))
                throw new TimeoutException("the lock is gone, though the connection is there");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Worker {WorkerId} may send")]
        public static partial void Entered(ILogger log, int workerId);

        [LoggerMessage(Level = LogLevel.Error, Message = "Worker {WorkerId} lost its connection to the database and starts no new send until it has one")]
        public static partial void Lost(ILogger log, int? workerId, Exception e);
    }
}
