using System.Net;
using System.Net.Sockets;
using CoProWeek.Storage;
using CoProWeek.Tests.Support;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Storage;

public sealed class EmbeddedPostgresTests
{
    [Fact]
    public async Task A_new_folder_gets_a_private_server_that_sorts_alike_everywhere()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(TemporaryFolder.Create()));
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);

        Assert.Equal("UTF8", await SettingAsync(connection, "server_encoding"));
        Assert.Equal("C", await connection.ExecuteScalarAsync<string>(
            "SELECT datcollate FROM pg_database WHERE datname = current_database()"));
        Assert.Equal("127.0.0.1", await SettingAsync(connection, "listen_addresses"));
        Assert.Equal("", await SettingAsync(connection, "unix_socket_directories"));
    }

    [Fact]
    public async Task Its_password_is_asked_for_and_kept_where_only_its_users_read()
    {
        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(TemporaryFolder.Create()));
        var stranger = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "a guess" };
        await using var connection = new NpgsqlConnection(stranger.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(postgres.Folder, "postgres-password")));
    }

    [Fact]
    public async Task Two_who_start_it_at_once_get_the_same_one_and_the_last_one_out_stops_it()
    {
        var folder = TemporaryFolder.Create();
        var both = await Task.WhenAll(EmbeddedPostgres.StartAsync(Quick.In(folder)), EmbeddedPostgres.StartAsync(Quick.In(folder)));

        Assert.Equal(both[0].ConnectionString, both[1].ConnectionString);

        await both[0].DisposeAsync();
        Assert.NotNull(ServerProcess.Find(folder));

        await both[1].DisposeAsync();
        Assert.Null(ServerProcess.Find(folder));
    }

    [Fact]
    public async Task What_was_written_is_there_the_next_time()
    {
        var folder = TemporaryFolder.Create();
        await using (var first = await EmbeddedPostgres.StartAsync(Quick.In(folder)))
            await RunAsync(first, "CREATE TABLE kept AS SELECT 42 AS n");

        await using var second = await EmbeddedPostgres.StartAsync(Quick.In(folder));

        Assert.Equal(42, await AskAsync<int>(second, "SELECT n FROM kept"));
    }

    [Fact]
    public async Task A_port_that_another_takes_first_is_given_up_for_the_next()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;
        var offered = new Queue<int>([taken, taken, LoopbackPort.FindFree()]);

        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(TemporaryFolder.Create()) with { NextPort = offered.Dequeue });

        Assert.Empty(offered);
        Assert.Equal(1, await AskAsync<int>(postgres, "SELECT 1"));
    }

    [Fact]
    public async Task A_server_that_will_not_start_says_why_in_its_own_words()
    {
        var options = Quick.In(TemporaryFolder.Create()) with { Settings = ["shared_buffers=lots"] };

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(options));

        Assert.Contains("invalid value for parameter \"shared_buffers\": \"lots\"", refused.Message, StringComparison.Ordinal);
        Assert.Contains("server.log", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<string?> SettingAsync(NpgsqlConnection connection, string name) =>
        await connection.ExecuteScalarAsync<string>("SELECT current_setting(@name)", new { name });

    private static async Task RunAsync(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.ExecuteAsync(sql);
    }

    private static async Task<T?> AskAsync<T>(EmbeddedPostgres postgres, string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        return await connection.ExecuteScalarAsync<T>(sql);
    }
}
