namespace CoProWeek.Storage;

/// <summary>
/// A lock that a process holds on a file and that ends with it, however it ends. On Unix .NET's file sharing is flock(2):
/// a file opened for others to read is held shared, one opened for nobody else exclusively, and neither waits.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    public static FolderLock? TryExclusive(string path) => TryOpen(path, FileShare.None);

    public static Task<FolderLock> SharedAsync(string path, CancellationToken stop) => WaitAsync(path, FileShare.Read, stop);

    public static Task<FolderLock> ExclusiveAsync(string path, CancellationToken stop) => WaitAsync(path, FileShare.None, stop);

    public void Dispose() => file.Dispose();

    private static async Task<FolderLock> WaitAsync(string path, FileShare share, CancellationToken stop)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (true)
        {
            if (TryOpen(path, share) is { } held)
                return held;
            if (TimeProvider.System.GetElapsedTime(since) > Patience)
                throw new EmbeddedPostgresException(
                    $"Another coproweek has held {path} for {Patience.TotalMinutes} minutes: it is starting or stopping the database there. End that process, then try again.");
            await Task.Delay(Pause, TimeProvider.System, stop);
        }
    }

    private static FolderLock? TryOpen(string path, FileShare share)
    {
        if (!File.Exists(path))
            Create(path);
        try
        {
            return new(new FileStream(path, FileMode.Open, FileAccess.Read, share, bufferSize: 0));
        }
        catch (IOException e) when (e is not (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
    }

    /// <summary>Made and closed first: whoever comes second finds it made. Ours alone, or any user could hold it.</summary>
    private static void Create(string path)
    {
        try
        {
            new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            return;
        }
    }
}
