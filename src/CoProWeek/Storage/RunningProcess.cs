using System.Diagnostics;

namespace CoProWeek.Storage;

/// <summary>A process of this machine by its number. A dead one that nobody has buried yet has no name.</summary>
internal sealed record RunningProcess(string? Name)
{
    public static RunningProcess? Find(int processId) =>
        Directory.Exists("/proc/self") ? FromProc(processId) : FromSystem(processId);

    /// <summary>"123 (postgres) S ...": the name may itself hold brackets and spaces.</summary>
    private static RunningProcess? FromProc(int processId)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{processId}/stat");
            var (opens, closes) = (stat.IndexOf('('), stat.LastIndexOf(')'));
            return new(stat[closes + 2] is 'Z' or 'X' ? null : stat[(opens + 1)..closes]);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static RunningProcess? FromSystem(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return new(process.ProcessName);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
