using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads what the red button would hold, or holds.</summary>
internal sealed class StopView(NpgsqlDataSource database)
{
    private const string Sql = """
        SELECT count(*) FILTER (WHERE state = 'queued')::int AS waiting,
               count(*) FILTER (WHERE state = 'queued' AND due_at <= @now + interval '24 hours')::int AS waiting_a_day,
               count(*) FILTER (WHERE state = 'queued' AND due_at <= @now)::int AS due,
               count(*) FILTER (WHERE state = 'sending')::int AS sending,
               count(*) FILTER (WHERE state = 'missed' AND updated_at >= @since)::int AS missed,
               min(due_at) FILTER (WHERE state = 'queued') AS next_at
          FROM deliveries
        """;

    /// <param name="now">Campaign time.</param>
    /// <param name="since">When everything was stopped, or now.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<StopCount> CountAsync(DateTimeOffset now, DateTimeOffset since, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<StopCount>(new CommandDefinition(Sql, new { now, since }, cancellationToken: stop));
    }
}

/// <summary>Deliveries: one post on one account.</summary>
internal sealed record StopCount
{
    public required int Waiting { get; init; }

    public required int WaitingADay { get; init; }

    /// <summary>Their time has come, and they are not sent.</summary>
    public required int Due { get; init; }

    public required int Sending { get; init; }

    public required int Missed { get; init; }

    public DateTimeOffset? NextAt { get; init; }
}
