using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Support;

/// <summary>
/// A database of one test's own: a copy of a template that was migrated once, on the one cluster of this test process.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string Template = "coproweek_template";

    private static readonly Lazy<Task<string>> Cluster = new(StartAsync);
    private static int made;

    private readonly string name;

    private TestDatabase(string name, string connectionString)
    {
        (this.name, ConnectionString) = (name, connectionString);
        DataSource = Database.Open(connectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    public static Task<TestDatabase> CreateAsync() => CopyAsync(Template);

    /// <summary>One that no migration has touched.</summary>
    public static Task<TestDatabase> CreateEmptyAsync() => CopyAsync("template1");

    /// <summary>What a question for one text answers; empty for nothing.</summary>
    public async Task<string> TextAsync(string sql, object? values = null)
    {
        await using var connection = await DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string?>(sql, values) ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        await using var connection = new NpgsqlConnection(await Cluster.Value);
        await connection.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    private static async Task<TestDatabase> CopyAsync(string template)
    {
        var cluster = await Cluster.Value;
        var copy = $"test_{Interlocked.Increment(ref made)}";
        await using var connection = new NpgsqlConnection(cluster);
        await connection.ExecuteAsync($"CREATE DATABASE {copy} TEMPLATE {template}");
        return new(copy, Naming(cluster, copy));
    }

    /// <summary>It is never stopped here: the process' end does that, however it comes.</summary>
    private static async Task<string> StartAsync()
    {
        var postgres = await EmbeddedPostgres.StartAsync(new()
        {
            Folder = TemporaryFolder.Create(),
            Durable = false,
            Settings = ["max_connections=200", "shared_buffers=32MB", "wal_level=minimal", "max_wal_senders=0", "autovacuum=off"],
        });
        await MakeTemplateAsync(postgres.ConnectionString);
        return postgres.ConnectionString;
    }

    private static async Task MakeTemplateAsync(string cluster)
    {
        await using (var connection = new NpgsqlConnection(cluster))
            await connection.ExecuteAsync($"CREATE DATABASE {Template}");
        await using var template = Database.Open(Naming(cluster, Template));
        await new Migrator(template, TimeProvider.System).MigrateAsync();
    }

    private static string Naming(string cluster, string name) =>
        new NpgsqlConnectionStringBuilder(cluster) { Database = name, MaxPoolSize = 20 }.ConnectionString;
}
