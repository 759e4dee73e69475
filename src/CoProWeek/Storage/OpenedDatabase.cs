using Npgsql;

namespace CoProWeek.Storage;

/// <summary>
/// The database for as long as a verb runs. Dispose it after the host: the last record of a send is written while the host stops.
/// </summary>
internal sealed class OpenedDatabase : IAsyncDisposable
{
    private readonly EmbeddedPostgres? embedded;

    private OpenedDatabase(NpgsqlDataSource dataSource, EmbeddedPostgres? embedded) =>
        (DataSource, this.embedded) = (dataSource, embedded);

    public NpgsqlDataSource DataSource { get; }

    public bool IsEmbedded => embedded is not null;

    /// <summary>For people: never holds a password.</summary>
    public string Where => embedded is not null
        ? $"a private Postgres in {embedded.Folder}"
        : $"the Postgres server of ConnectionStrings:{StorageOptions.ConnectionStringName}";

    /// <exception cref="EmbeddedPostgresException">A private one cannot be had.</exception>
    public static async Task<OpenedDatabase> OpenAsync(StorageOptions options, CancellationToken stop = default)
    {
        if (!options.IsEmbedded)
            return new(Database.Open(options.ConnectionString!), embedded: null);
        var postgres = await EmbeddedPostgres.StartAsync(new() { Folder = options.Folder, Durable = options.Durable }, stop);
        return new(Database.Open(postgres.ConnectionString), postgres);
    }

    /// <summary>
    /// What <c>serve</c> does first. An empty database and a private one are brought up to date; another that is behind is
    /// somebody's own, and a person decides when.
    /// </summary>
    /// <returns>The files that were applied.</returns>
    /// <exception cref="SchemaException">The schema is not current; the message names the file and the next step.</exception>
    public async Task<IReadOnlyList<string>> PrepareSchemaAsync(TimeProvider clock, CancellationToken stop = default)
    {
        var migrator = new Migrator(DataSource, clock);
        return await migrator.StatusAsync(stop) switch
        {
            SchemaStatus.Current => [],
            SchemaStatus.Behind { IsEmpty: true } => await migrator.MigrateAsync(stop),
            SchemaStatus.Behind when IsEmbedded => await migrator.MigrateAsync(stop),
            var refused => throw new SchemaException(refused),
        };
    }

    public async ValueTask DisposeAsync()
    {
        await DataSource.DisposeAsync();
        if (embedded is not null)
            await embedded.DisposeAsync();
    }
}
