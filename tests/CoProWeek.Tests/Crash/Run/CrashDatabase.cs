using CoProWeek.Storage;
using CoProWeek.Tests.Support;
using Npgsql;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>A cluster of the run's own, as durable as the one of <c>serve</c>, that can be brought down and up again on its port.</summary>
internal sealed class CrashDatabase : IAsyncDisposable
{
    private static readonly string[] Settings = ["max_connections=300", "shared_buffers=64MB"];
    private static readonly TimeSpan LongestDown = TimeSpan.FromSeconds(60);

    private readonly EmbeddedPostgres postgres;
    private readonly Cluster cluster;
    private readonly string connectionString;

    private CrashDatabase(EmbeddedPostgres postgres, Cluster cluster)
    {
        (this.postgres, this.cluster) = (postgres, cluster);
        connectionString = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { MaxPoolSize = 40, Timeout = 30 }.ConnectionString;
        Rows = Database.Open(For("crash-run"));
    }

    public NpgsqlDataSource Rows { get; }

    public static async Task<CrashDatabase> StartAsync()
    {
        var options = new EmbeddedPostgresOptions { Folder = TemporaryFolder.Create(), Settings = Settings };
        var started = await EmbeddedPostgres.StartAsync(options);
        var folder = new ClusterFolder(options.Folder);
        var programs = PostgresPrograms.Choose(await PostgresPrograms.FindAllAsync(), folder.Cluster, folder.Major);
        return new CrashDatabase(started, new Cluster(folder, programs, await PostgresUser.ChooseAsync(), options));
    }

    /// <summary>For a process that can be told from the others by this name.</summary>
    public string For(string name) => new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name }.ConnectionString;

    /// <param name="signal">QUIT: as when it crashes. INT: as when it is upgraded.</param>
    /// <param name="down">How long it is away.</param>
    public async Task RestartAsync(string signal, TimeSpan down)
    {
        var folder = Path.Combine(postgres.Folder, "postgres");
        var running = Postmaster.Find(folder) ?? throw new InvalidOperationException("The database is down already.");
        await ServerProcess.SignalAsync(signal, running.ProcessId);
        Assert.True(await Pause.UntilAsync(() => Task.FromResult(Postmaster.Find(folder) is null), LongestDown, CancellationToken.None), "The database did not stop.");
        await Pause.ForAsync(down, CancellationToken.None);
        Assert.True(
            await Pause.UntilAsync(async () => (await cluster.StartAsync(running.Port!.Value)).Succeeded, LongestDown, CancellationToken.None),
            "The database did not start again.");
    }

    /// <summary>Asked until it answers: it may be away for a moment.</summary>
    public async Task<T> AskAsync<T>(Func<NpgsqlConnection, Task<T>> question)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = await Rows.OpenConnectionAsync();
                return await question(connection);
            }
            catch (Exception e) when (IsAway(e) && TimeProvider.System.GetElapsedTime(begun) < LongestDown)
            {
                await Pause.ForAsync(TimeSpan.FromMilliseconds(100), CancellationToken.None);
            }
        }
    }

    /// <summary>Not a fault of the statement.</summary>
    public static bool IsAway(Exception e) => e is TimeoutException or NpgsqlException { IsTransient: true } or NpgsqlException { InnerException: not null } or PostgresException { SqlState: ['5', '7', ..] };

    public async ValueTask DisposeAsync()
    {
        await Rows.DisposeAsync();
        await postgres.DisposeAsync();
    }
}
