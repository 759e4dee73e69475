using System.Diagnostics;

namespace CoProWeek.Benchmarks;

/// <summary>
/// What it costs to have coproweek running: from a cold start on an existing private database to "ready", and memory at rest.
/// The database server is started within the first figure, for users wait for it, and is not counted in the second.
/// </summary>
internal static class Footprint
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(bool quick)
    {
        var app = await MeasuredApp.FindAsync();
        await Console.Error.WriteLineAsync($"footprint: {app.Says}");
        await using var data = new DataFolder();
        await StartAsync(app, data); // makes the database
        var (starts, sizes, helps, bare) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var run = 0; run < (quick ? 3 : 9); run++)
        {
            helps.Add(await HelpAsync(app));
            bare.Add(await BareAsync(app));
            var (start, size) = await StartAsync(app, data, Rest);
            starts.Add(start);
            sizes.Add(size);
        }
        return
        [
            new("footprint.cold_start_ms", Figures.Median(starts), "ms", "coproweek --help, start to exit", Figures.Median(helps)),
            new("footprint.rss_mb", Figures.Median(sizes), "MB", "coproweek sandbox: web server alone", Figures.Median(bare)),
        ];
    }

    private static async Task<(double Start, double Size)> StartAsync(MeasuredApp app, DataFolder data, TimeSpan rest = default)
    {
        var port = AppRun.FreePort();
        var begun = Stopwatch.GetTimestamp();
        await using var serve = app.Start(["serve", "--data", data.Path], new() { ["Web__Address"] = $"http://127.0.0.1:{port}" });
        await serve.AnswersAsync(new($"http://127.0.0.1:{port}/readyz"));
        var start = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
        return (start, await serve.ResidentAfterAsync(rest));
    }

    private static async Task<double> HelpAsync(MeasuredApp app)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var help = app.Start(["--help"], []);
        await help.EndAsync();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }

    private static async Task<double> BareAsync(MeasuredApp app)
    {
        var port = AppRun.FreePort();
        await using var sandbox = app.Start(["sandbox", "--port", $"{port}"], []);
        await sandbox.AnswersAsync(new($"http://127.0.0.1:{port}/sandbox/state"));
        return await sandbox.ResidentAfterAsync(Rest);
    }
}
