using System.Globalization;
using CoProWeek.Storage;
using CoProWeek.Tests.Support;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Storage;

public sealed class EmbeddedPostgresRecoveryTests
{
    [Fact]
    public async Task A_server_that_was_killed_itself_is_started_again()
    {
        var folder = TemporaryFolder.Create();
        await using var first = await EmbeddedPostgres.StartAsync(Quick.In(folder));
        var killed = ServerProcess.Find(folder)!.Value;
        await ServerProcess.KillAsync(killed);

        await using var second = await EmbeddedPostgres.StartAsync(Quick.In(folder));

        Assert.NotEqual(killed, ServerProcess.Find(folder));
        Assert.True(await AnswersAsync(second));
    }

    [Fact]
    public async Task A_number_left_in_its_file_that_now_belongs_to_another_process_is_no_hindrance()
    {
        var folder = TemporaryFolder.Create();
        await (await EmbeddedPostgres.StartAsync(Quick.In(folder))).DisposeAsync();
        var ours = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllTextAsync(Path.Combine(folder, "postgres", "postmaster.pid"), $"{ours}\n{folder}/postgres\n1\n5432\n");

        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(folder));

        Assert.True(await AnswersAsync(postgres));
    }

    [Fact]
    public async Task A_half_made_cluster_is_thrown_away()
    {
        var folder = TemporaryFolder.Create();
        var half = Directory.CreateDirectory(Path.Combine(folder, "postgres.new"));
        await File.WriteAllTextAsync(Path.Combine(half.FullName, "PG_VERSION"), "15");

        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(folder));

        Assert.True(await AnswersAsync(postgres));
        Assert.False(half.Exists && Directory.Exists(half.FullName));
    }

    [Fact]
    public async Task A_password_file_that_does_not_fit_is_named()
    {
        var folder = TemporaryFolder.Create();
        await using var postgres = await EmbeddedPostgres.StartAsync(Quick.In(folder));
        var file = Path.Combine(folder, "postgres-password");
        var password = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, "another");

        var refused = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.StartAsync(Quick.In(folder)));

        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(password, refused.ToString(), StringComparison.Ordinal);
    }

    private static async Task<bool> AnswersAsync(EmbeddedPostgres postgres)
    {
        await using var connection = new NpgsqlConnection(postgres.ConnectionString + ";Pooling=false");
        return await connection.ExecuteScalarAsync<bool>("SELECT true");
    }
}
