using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Support;

/// <summary>Starts the private database of the default data directory, writes, reads, stops it, and says where and as whom.</summary>
internal static class DatabaseVisitor
{
    public static async Task<int> RunAsync()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(DataDirectory.Resolve(data: null)));
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS visits (n int); INSERT INTO visits VALUES (1)");
        var visits = await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM visits");
        var server = await ServerProcess.OwnerAsync(postgres.Folder);
        await Console.Out.WriteLineAsync($"{postgres.Folder}|{server}|{visits}");
        return 0;
    }
}
