using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace CoProWeek.Benchmarks;

/// <summary>One run of <c>coproweek collect import</c>, by its own account, and the most memory that the process ever held.</summary>
internal sealed record ImportRun(double Seconds, long New, long Held, double PeakMb)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    public static async Task<ImportRun> RunAsync(MeasuredApp app, string database, string folder, string file)
    {
        var start = new ProcessStartInfo(app.Program, ["collect", "import", file, "--json", "--data", folder]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__CoProWeek"] = database;
        using var process = Process.Start(start)!;
        var (output, talk) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0.0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Peak(process.Id));
            await Task.Delay(LookEvery, TimeProvider.System, CancellationToken.None);
        }
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The import ended with {process.ExitCode}:\n{await output}\n{await talk}");
        using var said = JsonDocument.Parse(await output);
        var totals = said.RootElement;
        if (totals.GetProperty("rejected").GetInt64() != 0)
            throw new InvalidOperationException($"Made posts were rejected:\n{await talk}");
        return new ImportRun(totals.GetProperty("seconds").GetDouble(), totals.GetProperty("new").GetInt64(), totals.GetProperty("held").GetInt64(), peak);
    }

    /// <summary>VmHWM, in MB: it never falls, so the last look is nearly the truth.</summary>
    public static double Peak(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(one => one.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }
}
