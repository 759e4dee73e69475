using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>Who moves deliveries in a transaction: the name that the history shows.</summary>
internal static class Actor
{
    private const string SignSql = "SELECT set_config('coproweek.actor', @actor, true)";

    public static Task SignAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string actor, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(SignSql, new { actor }, transaction, cancellationToken: stop));
}
