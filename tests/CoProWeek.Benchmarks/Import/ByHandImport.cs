using System.Diagnostics;
using Npgsql;

namespace CoProWeek.Benchmarks;

/// <summary>What a Postgres expert would do by hand: the lines into a jsonb column, and from there into the tables, each by one statement.</summary>
internal static class ByHandImport
{
    /// <returns>Seconds.</returns>
    public static async Task<double> RunAsync(string address, string file)
    {
        await using var connection = new NpgsqlConnection(address);
        await connection.OpenAsync();
        var begun = Stopwatch.GetTimestamp();
        await RunAsync(connection, "SET synchronous_commit = off; CREATE UNLOGGED TABLE lines (n bigint GENERATED ALWAYS AS IDENTITY, line jsonb NOT NULL)");
        await using (var lines = await connection.BeginTextImportAsync(@"COPY lines (line) FROM STDIN (FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')"))
        using (var from = new StreamReader(file))
            await CopyAsync(from, lines);
        foreach (var sql in ByHandSql.InOrder)
            await RunAsync(connection, sql);
        return Stopwatch.GetElapsedTime(begun).TotalSeconds;
    }

    private static async Task CopyAsync(StreamReader from, TextWriter to)
    {
        var some = new char[1 << 16];
        for (var read = await from.ReadAsync(some); read > 0; read = await from.ReadAsync(some))
            await to.WriteAsync(some.AsMemory(0, read));
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }
}
