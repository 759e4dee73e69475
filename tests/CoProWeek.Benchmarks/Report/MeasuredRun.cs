using System.Diagnostics;

namespace CoProWeek.Benchmarks;

/// <summary>One verb from its start to its end, and the most memory that the process ever held.</summary>
internal sealed record MeasuredRun(double Seconds, double PeakMb)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(25);

    public static async Task<MeasuredRun> OfAsync(MeasuredApp app, string database, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(app.Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__CoProWeek"] = database;
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var (output, talk) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var peak = 0.0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, ImportRun.Peak(process.Id));
            await Task.Delay(LookEvery, TimeProvider.System, CancellationToken.None);
        }
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"`coproweek {string.Join(' ', arguments)}` ended with {process.ExitCode}:\n{await output}\n{await talk}");
        return new MeasuredRun(Math.Round(seconds, 1), Math.Round(peak, 1));
    }
}
