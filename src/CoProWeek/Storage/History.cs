using Dapper;
using Npgsql;

namespace CoProWeek.Storage;

/// <summary>Who did what and when: rows that are written once and never changed. Deliveries write their own, by a trigger.</summary>
internal static class History
{
    private const string WriteSql = """
        INSERT INTO events (at, post_id, actor, what, detail)
        VALUES (@at, @postId, @actor, @what, @detail)
        """;

    /// <summary>In the transaction of what was done, so that the one never stands without the other.</summary>
    /// <param name="connection">With the transaction open.</param>
    /// <param name="transaction">Of what was done.</param>
    /// <param name="at">Campaign time, UTC.</param>
    /// <param name="actor">A person's name, or "coproweek".</param>
    /// <param name="what">One or two words: "approved", "role changed".</param>
    /// <param name="detail">What a reader needs to understand it alone.</param>
    /// <param name="postId">The post it was done to, if any.</param>
    /// <param name="stop">Gives up.</param>
    public static Task WriteAsync(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, DateTimeOffset at, string actor, string what, string detail, long? postId = null, CancellationToken stop = default) =>
        connection.ExecuteAsync(new CommandDefinition(WriteSql, new { at, postId, actor, what, detail }, transaction, cancellationToken: stop));
}
