namespace CoProWeek.Storage;

/// <summary>
/// A private Postgres in the data directory, shared by every process that uses that directory: the first starts it (or adopts
/// one that a killed process left), the last one out stops it.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly ClusterFolder folder;
    private readonly Cluster cluster;
    private readonly FolderLock inUse;

    private EmbeddedPostgres(ClusterFolder folder, Cluster cluster, FolderLock inUse, string connectionString) =>
        (this.folder, this.cluster, this.inUse, ConnectionString) = (folder, cluster, inUse, connectionString);

    public string ConnectionString { get; }

    public string Folder => folder.Path;

    /// <exception cref="EmbeddedPostgresException">It cannot be had; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken stop = default)
    {
        var place = new ClusterFolder(DataDirectory.Resolve(options.Folder));
        try
        {
            return await StartAsync(place, options, stop);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {place.Path} belongs to another user: {e.Message} Run coproweek as that user, or name another folder with --data DIR.", e);
        }
    }

    private static async Task<EmbeddedPostgres> StartAsync(ClusterFolder place, EmbeddedPostgresOptions options, CancellationToken stop)
    {
        var user = await PostgresUser.ChooseAsync();
        await place.PrepareAsync(user);
        using var starting = await FolderLock.ExclusiveAsync(place.Starting, stop);
        var programs = PostgresPrograms.Choose(await options.FindPrograms(), place.Cluster, place.Major);
        var server = new Cluster(place, programs, user, options);
        var held = await FolderLock.SharedAsync(place.InUse, stop);
        try
        {
            if (place.Major is null)
                await server.MakeAsync();
            return new(place, server, held, await new ClusterStart(place, server, options).ConnectionStringAsync(stop));
        }
        catch
        {
            await LeaveAsync(place, server, held);
            throw;
        }
    }

    /// <summary>Close every connection first. Nobody can start it meanwhile, so nobody is left without it.</summary>
    public async ValueTask DisposeAsync()
    {
        using var starting = await FolderLock.ExclusiveAsync(folder.Starting, CancellationToken.None);
        await LeaveAsync(folder, cluster, inUse);
    }

    private static async Task LeaveAsync(ClusterFolder folder, Cluster cluster, FolderLock inUse)
    {
        inUse.Dispose();
        using var lastOneOut = FolderLock.TryExclusive(folder.InUse);
        if (lastOneOut is not null)
            await cluster.StopAsync();
    }
}
