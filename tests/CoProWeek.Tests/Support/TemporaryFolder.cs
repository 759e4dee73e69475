using System.Diagnostics;

namespace CoProWeek.Tests.Support;

/// <summary>
/// A folder that is gone when this process is, and with it the Postgres server that ran in it: also after a kill -9.
/// A shell holds the other end of a pipe from us, reads the folders' names, and acts when the pipe closes.
/// </summary>
internal static class TemporaryFolder
{
    private const string WhenThePipeCloses =
        """
        trap '' INT TERM HUP
        exec >/dev/null 2>&1
        while read -r folder; do set -- "$@" "$folder"; done
        for folder; do
            pid=$(head -n 1 "$folder/postgres/postmaster.pid") && kill -QUIT "$pid"
        done
        for folder; do
            tries=0
            while [ -e "$folder/postgres/postmaster.pid" ] && [ $tries -lt 200 ]; do sleep 0.05; tries=$((tries + 1)); done
            rm -rf -- "$folder"
        done
        """;

    private const string Memory = "/dev/shm";
    private const long NeededMemory = 2L << 30;

    private static readonly Lazy<Process> Watcher = new(StartWatcher);

    public static int WatcherId => Watcher.Value.Id;

    /// <summary>Enterable by others, for Postgres may run as another user.</summary>
    public static string Create() => Keep(Directory.CreateTempSubdirectory("coproweek-test-").FullName);

    /// <summary>In memory, where this machine has a file system of that kind with room: making and deleting files by the thousand is cheap there.</summary>
    public static string CreateInMemory()
    {
        if (!Directory.Exists(Memory) || new DriveInfo(Memory).AvailableFreeSpace < NeededMemory)
            return Create();
        var folder = Path.Combine(Memory, $"coproweek-test-{Guid.NewGuid():n}");
        Directory.CreateDirectory(folder);
        return Keep(folder);
    }

    private static string Keep(string folder)
    {
        File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        lock (Watcher)
        {
            Watcher.Value.StandardInput.WriteLine(folder);
            Watcher.Value.StandardInput.Flush();
        }
        return folder;
    }

    private static Process StartWatcher() => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", WhenThePipeCloses])
    {
        UseShellExecute = false,
        RedirectStandardInput = true,
    })!;
}
