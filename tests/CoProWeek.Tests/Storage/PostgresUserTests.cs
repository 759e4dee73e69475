using CoProWeek.Storage;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Storage;

public sealed class PostgresUserTests
{
    private const string Ordinary = "nobody";

    [Fact]
    public async Task The_server_never_runs_as_root()
    {
        var folder = TemporaryFolder.Create();
        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(folder));

        var owner = await ServerProcess.OwnerAsync(folder);

        if (Environment.IsPrivilegedProcess)
            Assert.Contains(owner, new[] { "postgres", "coproweek-postgres" });
        else
            Assert.Equal(Environment.UserName, owner);
    }

    [Fact]
    public async Task An_ordinary_user_runs_it_as_themselves_below_their_own_data_folder()
    {
        var home = TemporaryFolder.Create();
        var (who, visit) = await OrdinaryAsync(home);

        var first = await visit();
        var second = await visit();

        Assert.Equal($"{home}/coproweek|{who}|1", first.Said);
        Assert.Equal($"{home}/coproweek|{who}|2", second.Said);
        Assert.Null(ServerProcess.Find(Path.Combine(home, "coproweek")));
    }

    [Fact]
    public async Task A_folder_that_its_user_may_not_enter_is_refused_by_name()
    {
        var barred = Path.Combine(TemporaryFolder.Create(), "private");
        Directory.CreateDirectory(barred, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var options = Quick.In(Path.Combine(barred, "data"));

        if (!Environment.IsPrivilegedProcess)
        {
            await using var ours = await EmbeddedPostgres.StartAsync(options);
            return;
        }

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(options));
        Assert.Contains($"may not enter {barred}.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_named()
    {
        var file = Path.Combine(TemporaryFolder.Create(), "a-file");
        await File.WriteAllTextAsync(file, "");

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(Quick.In(Path.Combine(file, "data"))));

        Assert.Contains($"{file}/data cannot be made", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Whoever runs the tests, unless that is root: root becomes nobody, who gets a copy of what it is to run.</summary>
    private static async Task<(string Who, Func<Task<CommandResult>> Visit)> OrdinaryAsync(string home)
    {
        string[] visit = ["env", $"XDG_DATA_HOME={home}", .. HelperProcess.CommandLine, "visit"];
        if (!Environment.IsPrivilegedProcess)
            return (Environment.UserName, () => SystemCommand.RunAsync(visit));
        var nobody = await PostgresUser.BecomeAsync(Ordinary);
        var copy = Path.Combine(home, "app");
        await SystemCommand.RunAsync("cp", "-R", AppContext.BaseDirectory, copy);
        visit[^2] = Path.Combine(copy, Path.GetFileName(visit[^2]));
        await nobody.GiveAsync(home);
        return (Ordinary, () => nobody.RunAsync(visit));
    }
}
