using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads which workers are alive: those whose lock somebody holds.</summary>
internal sealed class WorkersView(NpgsqlDataSource database)
{
    private const string AliveSql = """
        SELECT w.host, w.process_id, w.started_at
          FROM workers w
          JOIN pg_locks l ON l.locktype = 'advisory' AND l.classid = 8123 AND l.objid::bigint = w.id AND l.objsubid = 2 AND l.granted
         WHERE l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
         ORDER BY w.id
        """;

    public async Task<IReadOnlyList<WorkerRow>> AliveAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<WorkerRow>(new CommandDefinition(AliveSql, cancellationToken: stop))];
    }
}

/// <summary>A process that may send.</summary>
internal sealed record WorkerRow
{
    public required string Host { get; init; }

    public required int ProcessId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }
}
