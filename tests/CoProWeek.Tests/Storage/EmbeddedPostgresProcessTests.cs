using System.Diagnostics;
using System.Globalization;
using CoProWeek.Storage;
using CoProWeek.Tests.Support;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Storage;

public sealed class EmbeddedPostgresProcessTests
{
    [Fact]
    public async Task A_server_left_by_a_killed_process_is_adopted_with_all_that_is_in_it()
    {
        var folder = TemporaryFolder.Create();
        await using var killed = HelperProcess.Start("hold", folder);
        var connectionString = await killed.ReadLineAsync();
        Assert.Equal("recorded", await killed.AskAsync("before the kill"));
        await killed.KillAsync();
        var left = ServerProcess.Find(folder);

        await using (var adopted = await EmbeddedPostgres.StartAsync(Quick.In(folder)))
        {
            Assert.NotNull(left);
            Assert.Equal(left, ServerProcess.Find(folder));
            Assert.Equal(connectionString, adopted.ConnectionString);
            Assert.Equal(["before the kill"], await RecordAsync(adopted));
        }

        Assert.Null(ServerProcess.Find(folder));
    }

    [Fact]
    public async Task Two_processes_share_one_and_the_last_one_out_stops_it()
    {
        var folder = TemporaryFolder.Create();
        await using var first = HelperProcess.Start("hold", folder);
        await using var second = HelperProcess.Start("hold", folder);
        Assert.Equal(await first.ReadLineAsync(), await second.ReadLineAsync());

        await first.SayAsync("leave");
        Assert.Equal(0, await first.ExitAsync());
        Assert.Equal("recorded", await second.AskAsync("alone now"));

        await second.SayAsync("leave");
        Assert.Equal(0, await second.ExitAsync());
        Assert.Null(ServerProcess.Find(folder));
    }

    [Fact]
    public async Task A_killed_process_does_not_keep_it_running_for_ever()
    {
        var folder = TemporaryFolder.Create();
        await using var killed = HelperProcess.Start("hold", folder);
        await using var other = HelperProcess.Start("hold", folder);
        await Task.WhenAll(killed.ReadLineAsync(), other.ReadLineAsync());
        await killed.KillAsync();

        await other.SayAsync("leave");

        Assert.Equal(0, await other.ExitAsync());
        Assert.Null(ServerProcess.Find(folder));
    }

    [Fact]
    public async Task Ctrl_C_does_not_stop_it_before_the_last_record_is_written()
    {
        var folder = TemporaryFolder.Create();
        await using var holder = HelperProcess.Start("hold", folder);
        await holder.ReadLineAsync();

        await ServerProcess.SignalAsync("INT", -holder.Id);

        Assert.Equal("recorded", await holder.AskAsync("after the Ctrl-C"));
        await holder.SayAsync("leave");
        Assert.Equal(0, await holder.ExitAsync());
        await using var later = await EmbeddedPostgres.StartAsync(Quick.In(folder));
        Assert.Equal(["after the Ctrl-C"], await RecordAsync(later));
    }

    [Fact]
    public async Task A_test_that_is_killed_leaves_neither_server_nor_folder()
    {
        await using var test = HelperProcess.Start("hold-temporary");
        if ((await test.ReadLineAsync()).Split('|') is not [var folder, var watcher])
            throw new InvalidOperationException("The helper process did not name its folder.");
        await test.ReadLineAsync();
        var server = ServerProcess.Find(folder);
        using var watching = Process.GetProcessById(int.Parse(watcher, CultureInfo.InvariantCulture));

        await test.KillAsync();
        await watching.WaitForExitAsync();

        Assert.NotNull(server);
        Assert.Null(RunningProcess.Find(server.Value)?.Name);
        Assert.False(Directory.Exists(folder));
    }

    private static async Task<IEnumerable<string>> RecordAsync(EmbeddedPostgres postgres)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        return await connection.QueryAsync<string>("SELECT line FROM record");
    }
}
