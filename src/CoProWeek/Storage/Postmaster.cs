using System.Globalization;

namespace CoProWeek.Storage;

/// <summary>A running server as its own <c>postmaster.pid</c> describes it; the port is null until it has one.</summary>
internal sealed record Postmaster(int ProcessId, int? Port)
{
    private const int PortLine = 3;
    private const int LinesThatTell = 3;

    /// <summary>The server that runs on a cluster, or null.</summary>
    public static Postmaster? Find(string cluster)
    {
        var path = Path.Combine(cluster, "postmaster.pid");
        if (ReadLines(path) is not [var first, ..] lines || !TryNumber(first, out var processId))
            return null;
        var process = RunningProcess.Find(processId);
        if (process?.Name == "postgres" && !WorksElsewhere(processId, lines))
            return new(processId, lines.Length > PortLine && TryNumber(lines[PortLine], out var port) ? port : null);
        if (process is not null)
            Forget(path);
        return null;
    }

    /// <summary>
    /// Postgres will not start while any process of this number exists: after a restart of the machine it may be anything.
    /// Where none does it clears the file itself, and more carefully than we could.
    /// </summary>
    private static void Forget(string path) => File.Delete(path);

    /// <summary>
    /// The number may have gone to another server since. A server works in its own cluster's folder, and the file there
    /// names it. Where that cannot be looked at (no /proc, no right to) it is believed: its password will tell.
    /// </summary>
    private static bool WorksElsewhere(int processId, string[] lines) =>
        ReadLines($"/proc/{processId}/cwd/postmaster.pid") is { } seen
        && !seen.Take(LinesThatTell).SequenceEqual(lines.Take(LinesThatTell), StringComparer.Ordinal);

    private static string[]? ReadLines(string path)
    {
        try
        {
            return File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
