using System.Diagnostics;
using System.Globalization;
using CoProWeek.Tests.Web;

namespace CoProWeek.Benchmarks;

/// <summary>
/// Every page of the dashboard over a big campaign, opened by ten people at once: who each open a page a second; and then who wait for
/// nothing, so that ten requests are always under way and both cores are full. Times are those of a client on the same machine, so they
/// hold more than the server's own.
/// </summary>
internal static class WebPages
{
    private const double AimMs = 100;
    private const int Posts = 500;

    private static readonly TimeSpan Reading = TimeSpan.FromSeconds(1);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(bool quick, bool json)
    {
        var (mentions, rounds, alone) = quick ? (10_000, 2, 3) : (100_000, 6, 20);
        var app = await MeasuredApp.FindAsync();
        await Console.Error.WriteLineAsync($"web: {app.Says}; {Posts} posts, {mentions:N0} mentions{(quick ? " (--quick: a tenth of them)" : "")}, {BigWeek.Visitors} people at once, {Environment.ProcessorCount} cores");
        await using var data = new DataFolder();
        var week = await BigWeek.FillAsync(data.Path, Posts, mentions);
        var port = AppRun.FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        await using var serve = app.Start(["serve", "--data", data.Path], new()
        {
            ["Web__Address"] = $"{address}",
            ["Web__BehindProxy"] = "true",
            ["X__BaseUrl"] = "http://127.0.0.1:9", // nobody is there, and nothing is due
        });
        await serve.AnswersAsync(new(address, "/readyz"));
        using var visits = await WebVisits.BeginAsync(address, week);
        var pages = await visits.WeighAsync();
        await visits.GoRoundAsync(rounds: 1, TimeSpan.Zero); // warm
        var read = await visits.GoRoundAsync(rounds, Reading);
        foreach (var page in pages)
            page.Times.AddRange(read[page.Page]);
        var begun = Stopwatch.GetTimestamp();
        var (before, postmaster) = (serve.ProcessorMs, Postmaster(data.Path));
        var pressed = await visits.GoRoundAsync(rounds, TimeSpan.Zero);
        foreach (var page in pages)
            page.Pressed.AddRange(pressed[page.Page]);
        var requests = pages.Sum(page => page.Pressed.Count);
        var (seconds, cpu) = (Stopwatch.GetElapsedTime(begun).TotalSeconds, serve.ProcessorMs - before);
        foreach (var page in pages)
            (page.AppMs, page.DatabaseMs) = await visits.AloneAsync(page.Page, alone, () => serve.ProcessorMs, () => ProcessorTime.OfFamily(postmaster));
        if (!json)
            WebTable.Print(pages, requests / seconds, cpu / requests);
        return FiguresOf(pages, requests / seconds, cpu / requests);
    }

    private static int Postmaster(string data) =>
        int.Parse(File.ReadLines(Path.Combine(data, "postgres", "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static IReadOnlyList<Figure> FiguresOf(IReadOnlyList<PageFigures> pages, double rate, double cpu)
    {
        var cheapest = pages.First(page => page.Page.Name == "sign-in");
        const string Cheapest = "the sign-in page at the same time";
        var (all, pressed) = (pages.SelectMany(page => page.Times).ToList(), pages.SelectMany(page => page.Pressed).ToList());
        return
        [
            .. pages.Select(page => new Figure($"web.{page.Page.Name}.p95_ms", page.P95, "ms", Cheapest, cheapest.P95)),
            .. pages.Select(page => new Figure($"web.{page.Page.Name}.pressed_p95_ms", page.PressedP95, "ms", Cheapest, cheapest.PressedP95)),
            .. pages.Select(page => new Figure($"web.{page.Page.Name}.cpu_ms", Math.Round(page.AppMs + page.DatabaseMs, 1), "ms", "the sign-in page alone", Math.Round(cheapest.AppMs + cheapest.DatabaseMs, 1))),
            .. pages.Select(page => new Figure($"web.{page.Page.Name}.weight_kb", page.Weight.Kb, "kB", "the most that is wanted", PageWeight.MostKb)),
            new("web.all.p50_ms", Figures.Percentile(all, 0.50), "ms", Cheapest, cheapest.P50),
            new("web.all.p95_ms", Figures.Percentile(all, 0.95), "ms", "the most that is wanted of each page", AimMs),
            new("web.all.pressed_p95_ms", Figures.Percentile(pressed, 0.95), "ms", "the same, without hurry", Figures.Percentile(all, 0.95)),
            new("web.all.requests_per_s", Math.Round(rate, 1), "1/s", "one core's worth at the app's time for each", Math.Round(1_000 / cpu, 1)),
        ];
    }
}
