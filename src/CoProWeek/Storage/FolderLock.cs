namespace CoProWeek.Storage;

/// <summary>
/// A lock that a process holds on a file and that ends with it, however it ends. On Unix .NET's file sharing is flock(2):
/// a file opened for others to read is held shared, one opened for nobody else exclusively, and neither waits.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20);

    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    public static FolderLock? TryExclusive(string path) => TryOpen(path, FileShare.None);

    public static Task<FolderLock> SharedAsync(string path, CancellationToken stop) => WaitAsync(() => TryOpen(path, FileShare.Read), stop);

    public static Task<FolderLock> ExclusiveAsync(string path, CancellationToken stop) => WaitAsync(() => TryExclusive(path), stop);

    public void Dispose() => file.Dispose();

    private static async Task<FolderLock> WaitAsync(Func<FolderLock?> take, CancellationToken stop)
    {
        FolderLock? held;
        while ((held = take()) is null)
            await Task.Delay(Patience, TimeProvider.System, stop);
        return held;
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

    /// <summary>Made and closed first: whoever comes second finds it made.</summary>
    private static void Create(string path)
    {
        try
        {
            File.Create(path).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            return;
        }
    }
}
