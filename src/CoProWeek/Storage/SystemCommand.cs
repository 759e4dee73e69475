using System.ComponentModel;
using System.Diagnostics;

namespace CoProWeek.Storage;

/// <summary>
/// Runs a small program of the system to its end, with nothing of the caller's own Postgres settings or language about it.
/// It is never cut short: half a start is worse than a late one.
/// </summary>
internal static class SystemCommand
{
    public static async Task<CommandResult> RunAsync(params IEnumerable<string> line)
    {
        try
        {
            using var process = Process.Start(Describe([.. line]))!;
            process.StandardInput.Close();
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return new(process.ExitCode, output, await error);
        }
        catch (Win32Exception e)
        {
            return new(CommandResult.NotFound, "", e.Message);
        }
    }

    private static ProcessStartInfo Describe(string[] line)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            WorkingDirectory = "/",
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";
        return start;
    }
}

/// <summary>How a program ended, and what it said.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    public const int NotFound = 127;

    public bool Succeeded => ExitCode == 0;

    public string Said => string.Join('\n', new[] { Output.Trim(), Error.Trim() }.Where(text => text != ""));
}
