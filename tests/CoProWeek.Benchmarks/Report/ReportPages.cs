using System.Globalization;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Storage;
using CoProWeek.Tests.Web;

namespace CoProWeek.Benchmarks;

/// <summary>
/// The report page, from request to last byte, of a day, of the campaign to date and of all of it, over made mentions of three sizes; any
/// other span, the first time and after; and how fast the sums are made anew. One visitor, who waits for nothing.
/// </summary>
internal static class ReportPages
{
    private const int Posts = 100;
    private const int Others = 12;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(bool quick)
    {
        int[] sizes = quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
        var app = await MeasuredApp.FindAsync();
        await Console.Error.WriteLineAsync($"report: {app.Says}; {string.Join(", ", sizes.Select(size => $"{size:N0}"))} mentions{(quick ? " (--quick: not a million)" : "")}, {Environment.ProcessorCount} cores");
        List<Figure> figures = [];
        foreach (var size in sizes)
        {
            await Console.Error.WriteLineAsync($"{size:N0} mentions ...");
            figures.AddRange(await OfSizeAsync(app, size, quick ? 20 : 60));
        }
        return figures;
    }

    private static async Task<IReadOnlyList<Figure>> OfSizeAsync(MeasuredApp app, int mentions, int times)
    {
        await using var data = new DataFolder();
        var week = await BigWeek.FillAsync(data.Path, Posts, mentions);
        var spans = Spans(week.Campaign.RunsFrom, week.Campaign.RunsTo);
        var (plain, rebuilt) = await OverRowsAsync(data.Path, week, spans);
        var port = AppRun.FreePort();
        var address = new Uri($"http://127.0.0.1:{port}");
        await using var serve = app.Start(["serve", "--data", data.Path], new() { ["Web__Address"] = $"{address}", ["Web__BehindProxy"] = "true", ["X__BaseUrl"] = "http://127.0.0.1:9" });
        await serve.AnswersAsync(new(address, "/readyz"));
        using var visitor = new Visitor(address, 1, week.Rows);
        await visitor.SignInAsync(week.Links[0]);
        List<Figure> figures = [new($"report.{mentions}.rebuild_posts_per_s", Math.Round(rebuilt.Rate), "1/s", "the whole campaign by plain SQL, posts a second", Math.Round(1_000.0 * rebuilt.Posts / plain["all"]))];
        foreach (var (name, page) in spans)
        {
            var first = await visitor.OpenAsync(page.In(week.Rows.Slug));
            List<double> after = [];
            for (var n = 0; n < times; n++)
                after.Add(await visitor.OpenAsync(page.In(week.Rows.Slug)));
            figures.Add(new($"report.{mentions}.{name}.first_ms", Math.Round(first, 1), "ms", "plain SQL over the rows", plain[name]));
            figures.Add(new($"report.{mentions}.{name}.p95_ms", Figures.Percentile(after, 0.95), "ms", "plain SQL over the rows", plain[name]));
        }
        var (firsts, thens) = await OtherSpansAsync(visitor, week);
        figures.Add(new($"report.{mentions}.other.first_worst_ms", Math.Round(firsts.Max(), 1), "ms", "plain SQL, the whole campaign", plain["all"]));
        figures.Add(new($"report.{mentions}.other.after_p95_ms", Figures.Percentile(thens, 0.95), "ms", "plain SQL, the whole campaign", plain["all"]));
        return figures;
    }

    private static async Task<(Dictionary<string, double> PlainMs, Rebuilt Rebuilt)> OverRowsAsync(string data, SeededWeek week, IReadOnlyDictionary<string, DaySpan> spans)
    {
        var (plain, times) = (new Dictionary<string, double>(), 3);
        await using var postgres = await EmbeddedPostgres.StartAsync(new() { Folder = data, Durable = true });
        await using var database = Database.Open(postgres.ConnectionString);
        var rebuilt = await new RollupStore(database).RebuildAsync(week.Campaign, CancellationToken.None);
        await using (var vacuum = database.CreateCommand("VACUUM ANALYZE"))
        {
            vacuum.CommandTimeout = 0;
            await vacuum.ExecuteNonQueryAsync();
        }
        foreach (var (name, span) in spans)
            plain[name] = await PlainSums.MedianMsAsync(database, At(week, span.From), At(week, span.To.AddDays(1)), times);
        return (plain, rebuilt);
    }

    private static DateTimeOffset At(SeededWeek week, DateOnly day) => Campaigns.Planner.Resolve(day, TimeOnly.MinValue, week.Campaign.Zone);

    private static Dictionary<string, DaySpan> Spans(DateOnly from, DateOnly to)
    {
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        return new() { ["day"] = new(today.AddDays(-1), today.AddDays(-1)), ["to_date"] = new(from, today), ["all"] = new(from, to) };
    }

    /// <summary>Each of so many others once, and then again.</summary>
    private static async Task<(List<double> Firsts, List<double> Thens)> OtherSpansAsync(Visitor visitor, SeededWeek week)
    {
        var (firsts, thens) = (new List<double>(), new List<double>());
        for (var n = 1; n <= Others; n++)
        {
            var page = new DaySpan(week.Campaign.RunsFrom.AddDays(n), week.Campaign.RunsTo.AddDays(-n)).In(week.Rows.Slug);
            firsts.Add(await visitor.OpenAsync(page));
            thens.Add(await visitor.OpenAsync(page));
        }
        return (firsts, thens);
    }

    private sealed record DaySpan(DateOnly From, DateOnly To)
    {
        public SitePage In(string slug) => new("report", string.Create(CultureInfo.InvariantCulture, $"campaigns/{slug}/report?from={From:yyyy-MM-dd}&to={To:yyyy-MM-dd}"));
    }
}
