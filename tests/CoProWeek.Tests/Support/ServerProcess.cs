using System.Diagnostics;
using System.Globalization;
using CoProWeek.Storage;

namespace CoProWeek.Tests.Support;

/// <summary>The Postgres server of a data directory, as the system sees it.</summary>
internal static class ServerProcess
{
    public static int? Find(string folder) => Postmaster.Find(Path.Combine(folder, "postgres"))?.ProcessId;

    public static async Task<string> OwnerAsync(string folder)
    {
        var id = Find(folder)?.ToString(CultureInfo.InvariantCulture) ?? "none";
        return (await SystemCommand.RunAsync("/bin/sh", "-c", "stat -c %U /proc/$0 2>/dev/null || ps -o user= -p $0", id)).Output.Trim();
    }

    /// <summary>Gone, not only told to go.</summary>
    public static async Task KillAsync(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>To a process, or to a group by minus its number.</summary>
    public static Task SignalAsync(string signal, int id) =>
        SystemCommand.RunAsync("/bin/sh", "-c", "kill -s $0 -- $1", signal, id.ToString(CultureInfo.InvariantCulture));
}
