using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary>The database that this process uses: the one named in the configuration, else the private one in the data directory.</summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;

    private Store(EmbeddedPostgres? embedded, string connectionString)
    {
        this.embedded = embedded;
        ConnectionString = connectionString;
        Database = Storage.Database.Open(connectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Database { get; }

    public bool IsEmbedded => embedded is not null;

    public Migrator Migrator => new(Database, TimeProvider.System);

    public static async Task<Store> OpenAsync(IConfiguration configuration, string data, bool durable, CancellationToken stop)
    {
        if (configuration.GetConnectionString("CoProWeek") is { Length: > 0 } named)
            return new Store(null, named);
        var started = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { Folder = data, Durable = durable }, stop);
        return new Store(started, started.ConnectionString);
    }

    /// <summary>
    /// An empty database is brought up to date unasked, and so is a private one, after a backup. Any other that is behind
    /// is refused, for someone else may be using it.
    /// </summary>
    /// <exception cref="SchemaException">It is behind, or edited, or ahead; the message names the file and the next step.</exception>
    /// <exception cref="DumpException">The private one is behind and cannot be backed up.</exception>
    public async Task MakeReadyAsync(CancellationToken stop)
    {
        await RefuseHalfRestoredAsync(stop);
        var status = await Migrator.StatusAsync(stop);
        if (status is SchemaStatus.Behind { IsEmpty: false } behind && embedded is not null)
            await Dump.WriteAsync(ConnectionString, Path.Combine(embedded.Folder, $"before-{behind.Missing[0]}.backup"), stop);
        if (status is SchemaStatus.Behind { IsEmpty: true } || IsEmbedded)
            await Migrator.MigrateAsync(stop);
        else
            await Migrator.RequireCurrentAsync(stop);
    }

    // A setting of the database itself: pg_restore, which replaces every table, leaves it.
    private const string RestoringSql = """
        DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET coproweek.restoring = %L', current_database(), 'yes'); END $$
        """;

    private const string RestoredSql = """
        DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET coproweek.restoring', current_database()); END $$
        """;

    private const string IsRestoringSql = """
        SELECT EXISTS (SELECT 1
                         FROM pg_db_role_setting s
                         JOIN pg_database d ON d.oid = s.setdatabase
                        WHERE d.datname = current_database() AND 'coproweek.restoring=yes' = ANY (s.setconfig))
        """;

    /// <summary>From here on the database is refused to every other verb, until it is restored whole.</summary>
    public Task MarkRestoringAsync(CancellationToken stop) => RunAsync(RestoringSql, stop);

    public Task MarkRestoredAsync(CancellationToken stop) => RunAsync(RestoredSql, stop);

    private async Task RefuseHalfRestoredAsync(CancellationToken stop)
    {
        await using var command = Database.CreateCommand(IsRestoringSql);
        if (await command.ExecuteScalarAsync(stop) is true)
            throw new VerbException("A restore into this database did not come to its end, so nobody knows what has gone out. Make a new, empty one and restore the backup into that.");
    }

    private async Task RunAsync(string sql, CancellationToken stop)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        if (embedded is not null)
        {
            NpgsqlConnection.ClearAllPools();
            await embedded.DisposeAsync();
        }
    }

    public async Task<bool> IsEmptyAsync(CancellationToken stop)
    {
        await using var command = Database.CreateCommand("SELECT NOT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public')");
        return await command.ExecuteScalarAsync(stop) is true;
    }
}
