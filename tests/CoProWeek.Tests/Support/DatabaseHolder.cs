using System.Runtime.InteropServices;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Support;

/// <summary>Has a private database open until it is told to leave. A Ctrl-C alone does not make it: there may be something to record yet.</summary>
internal static class DatabaseHolder
{
    public static async Task<int> RunAsync(string folder)
    {
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(folder));
        await Console.Out.WriteLineAsync(postgres.ConnectionString);
        while (await Console.In.ReadLineAsync() is { } line and not "leave")
            await RecordAsync(postgres.ConnectionString, line);
        return 0;
    }

    /// <summary>As a test does it.</summary>
    public static async Task<int> RunTemporaryAsync()
    {
        var folder = TemporaryFolder.Create();
        await Console.Out.WriteLineAsync($"{folder}|{TemporaryFolder.WatcherId}");
        return await RunAsync(folder);
    }

    private static async Task RecordAsync(string connectionString, string line)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.ExecuteAsync("CREATE TABLE IF NOT EXISTS record (line text)");
        await connection.ExecuteAsync("INSERT INTO record (line) VALUES (@line)", new { line });
        await Console.Out.WriteLineAsync("recorded");
    }
}
