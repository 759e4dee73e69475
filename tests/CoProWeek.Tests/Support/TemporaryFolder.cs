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

    private static readonly Lazy<Process> Watcher = new(StartWatcher);

    public static int WatcherId => Watcher.Value.Id;

    /// <summary>Enterable by others, for Postgres may run as another user.</summary>
    public static string Create()
    {
        var folder = Directory.CreateTempSubdirectory("coproweek-test-").FullName;
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
