using CoProWeek.Storage;

namespace CoProWeek.Benchmarks;

/// <summary>A data directory that is gone afterwards, and with it any database server that a run has left in it.</summary>
internal sealed class DataFolder : IAsyncDisposable
{
    public DataFolder() =>
        // Enterable by others, for Postgres may run as another user.
        File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);

    public string Path { get; } = Directory.CreateTempSubdirectory("coproweek-bench-").FullName;

    public async ValueTask DisposeAsync()
    {
        if (File.Exists(System.IO.Path.Combine(Path, "postgres", "postmaster.pid")))
            await (await EmbeddedPostgres.StartAsync(new() { Folder = Path })).DisposeAsync(); // adopted, then stopped
        Directory.Delete(Path, recursive: true);
    }
}
