using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace CoProWeek.Collecting.Archives;

/// <summary>Numbers for rows that are copied in: a COPY does not say which it gave.</summary>
internal static class BulkIds
{
    private const string TakeSql = "SELECT nextval(@sequence::regclass) FROM generate_series(1, @count)";

    public static async Task<long[]> TakeAsync(NpgsqlTransaction transaction, string sequence, int count, CancellationToken stop) =>
        count == 0 ? [] : [.. await transaction.Connection!.QueryAsync<long>(new CommandDefinition(TakeSql, new { sequence, count }, transaction, cancellationToken: stop))];

    /// <summary>Null is not known.</summary>
    public static void Count(this NpgsqlBinaryImporter rows, int? count)
    {
        if (count is { } known)
            rows.Write(known, NpgsqlDbType.Integer);
        else
            rows.WriteNull();
    }

    public static void Id(this NpgsqlBinaryImporter rows, long? id)
    {
        if (id is { } known)
            rows.Write(known, NpgsqlDbType.Bigint);
        else
            rows.WriteNull();
    }
}
