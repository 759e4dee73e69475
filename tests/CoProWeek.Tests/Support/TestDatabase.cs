using System.Collections.Concurrent;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using CoProWeek.Storage;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Quartz;

namespace CoProWeek.Tests.Support;

/// <summary>
/// A database of one test's own, on the one cluster of this test process: a copy of a template that was migrated once. When its test has ended
/// it is emptied and lent to the next one, with its connections: what Postgres learns anew with each connection costs more than most tests.
/// </summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private const string Template = "coproweek_template";

    /// <summary>By this name the connections that stay are told from those of programs that a test ran.</summary>
    private const string Ours = "coproweek test";

    /// <summary>What is deleted stays in the files: after so many tests a new copy is smaller.</summary>
    private const int MostLoans = 40;

    private static readonly Lazy<Task<string>> Cluster = new(StartAsync);
    private static readonly ConcurrentStack<TestDatabase> Free = new();
    private static int made;

    private readonly string name;
    private string? schema;
    private int loans;

    private TestDatabase(string name, string cluster)
    {
        this.name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(cluster) { Database = name, MaxPoolSize = 20 }.ConnectionString;
        PooledConnectionString = new NpgsqlConnectionStringBuilder(ConnectionString) { ApplicationName = Ours }.ConnectionString;
        DataSource = Database.Open(PooledConnectionString);
    }

    /// <summary>For whoever else acts in it. Their connections end before the test does.</summary>
    public string ConnectionString { get; }

    /// <summary>For what runs in this process. Its connections may stay for the next test.</summary>
    public string PooledConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>Migrated, and without a row.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        if (Free.TryPop(out var free))
            return free;
        var copy = await CopyAsync(Template);
        copy.schema = await copy.TextAsync(SchemaSql);
        return copy;
    }

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
        if (schema is not null && ++loans < MostLoans && await IsLeftAsync())
        {
            await EmptyAsync(DataSource);
            Free.Push(this);
            return;
        }
        await DataSource.DisposeAsync();
        await using var connection = new NpgsqlConnection(await Cluster.Value);
        await connection.ExecuteAsync($"DROP DATABASE {name} WITH (FORCE)");
    }

    private const string IsLeftSql = """
        SELECT datallowconn AND NOT EXISTS (SELECT 1
                                              FROM pg_stat_activity
                                             WHERE datname = @name AND (application_name <> @ours OR state <> 'idle'))
          FROM pg_database
         WHERE datname = @name
        """;

    /// <summary>Nobody does anything in it any more, no other program has it open, and its tables are as they were migrated.</summary>
    private async Task<bool> IsLeftAsync()
    {
        await using var connection = new NpgsqlConnection(await Cluster.Value);
        return await connection.ExecuteScalarAsync<bool>(IsLeftSql, new { name, ours = Ours }) && await TextAsync(SchemaSql) == schema;
    }

    // Each change of a table, a trigger or a function writes its row anew.
    private const string SchemaSql = """
        SELECT (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_class WHERE oid >= 16384 AND relpersistence <> 't') || ', '
            || (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_trigger) || ', '
            || (SELECT concat(count(*), ' ', max(xmin::text::bigint)) FROM pg_proc WHERE oid >= 16384)
        """;

    private const string WrittenSql = """
        SELECT string_agg(format('DELETE FROM %s', oid::regclass), ';')
          FROM pg_class
         WHERE oid >= 16384 AND relkind = 'r' AND relname <> 'schema_migrations' AND pg_relation_size(oid) > 0
        """;

    private const string RestartSql = """
        SELECT setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
          FROM pg_sequences
         WHERE last_value IS NOT NULL
        """;

    /// <summary>No trigger and no foreign key is asked: all goes.</summary>
    private static async Task EmptyAsync(NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync("SET LOCAL session_replication_role = replica", transaction: transaction);
        if (await connection.ExecuteScalarAsync<string?>(WrittenSql, transaction: transaction) is { } written)
            await connection.ExecuteAsync(written, transaction: transaction);
        await connection.ExecuteAsync(RestartSql, transaction: transaction);
        await transaction.CommitAsync();
    }

    private static async Task<TestDatabase> CopyAsync(string template)
    {
        var cluster = await Cluster.Value;
        var copy = $"test_{Interlocked.Increment(ref made)}";
        await using var connection = new NpgsqlConnection(cluster);
        await connection.ExecuteAsync($"CREATE DATABASE {copy} TEMPLATE {template}");
        return new(copy, cluster);
    }

    /// <summary>It is never stopped here: the process' end does that, however it comes.</summary>
    private static async Task<string> StartAsync()
    {
        var postgres = await EmbeddedPostgres.StartAsync(new()
        {
            Folder = TemporaryFolder.CreateInMemory(),
            Durable = false,
            Settings = ["max_connections=300", "shared_buffers=32MB", "wal_level=minimal", "max_wal_senders=0", "autovacuum=off"],
        });
        await MakeTemplateAsync(postgres.ConnectionString);
        return postgres.ConnectionString;
    }

    private static async Task MakeTemplateAsync(string cluster)
    {
        await using (var connection = new NpgsqlConnection(cluster))
            await connection.ExecuteAsync($"CREATE DATABASE {Template}");
        // What is copied must not be open: no connection is kept.
        var settings = new NpgsqlConnectionStringBuilder(cluster) { Database = Template, Pooling = false };
        await using var template = Database.Open(settings.ConnectionString);
        await new Migrator(template, TimeProvider.System).MigrateAsync();
        await ProvideAlarmsAsync(settings.ConnectionString);
        await EmptyAsync(template);
    }

    /// <summary>Quartz makes its tables itself, where it finds none.</summary>
    private static async Task ProvideAlarmsAsync(string connectionString)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddAlarmClock(new StepClock(DateTimeOffset.UnixEpoch), connectionString);
        await using var provider = services.BuildServiceProvider();
        var scheduler = await provider.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.Shutdown();
    }
}
