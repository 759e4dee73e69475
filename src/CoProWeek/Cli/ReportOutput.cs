using System.Text;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;

namespace CoProWeek.Cli;

/// <summary>Where a report goes that a verb made.</summary>
internal static class ReportOutput
{
    /// <summary>Into a file, into a folder under its own name, or to standard output where none is given.</summary>
    /// <exception cref="VerbException">It may not be written there.</exception>
    public static async Task PutAsync(Stream content, string name, string? to, CancellationToken stop)
    {
        if (to is null)
        {
            await using var output = Console.OpenStandardOutput();
            await content.CopyToAsync(output, stop);
            return;
        }
        var path = Path.GetFullPath(Directory.Exists(to) ? Path.Combine(to, name) : to);
        await TellingAsync(path, "--out", async () =>
        {
            await using var file = File.Create(path);
            await content.CopyToAsync(file, stop);
        });
        Output.Say($"The report is in {path}");
    }

    /// <summary>Each as a file, in a folder that is made where there is none.</summary>
    /// <exception cref="VerbException">They may not be written there.</exception>
    public static async Task PutChartsAsync(ReachReport report, string folder, CancellationToken stop)
    {
        var (path, charts) = (Path.GetFullPath(folder), await ChartFiles.OfAsync(report));
        await TellingAsync(path, "--charts", async () =>
        {
            Directory.CreateDirectory(path);
            foreach (var chart in charts)
                await File.WriteAllTextAsync(Path.Combine(path, chart.FileName), chart.Svg, new UTF8Encoding(false), stop);
        });
        Output.Say($"{Numbers.Count(charts.Count, "chart")} in {path}");
    }

    private static async Task TellingAsync(string path, string option, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException($"The report could not be written to {path}: {e.Message} Name a place that may be written with {option}.");
        }
    }
}
