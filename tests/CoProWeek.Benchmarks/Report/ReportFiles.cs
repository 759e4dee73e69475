namespace CoProWeek.Benchmarks;

/// <summary>
/// A report with every post as a workbook and as a zip of tables, made by the program as it is installed: from its start to its end, and
/// the most memory that it ever held. Beside it Postgres writes the same rows as CSV by itself. A day of the made posts is a tenth of
/// them: memory that is flat is the same for both.
/// </summary>
internal static class ReportFiles
{
    private const string Copy = "COPY of the same rows TO CSV";
    private const string Tenth = "with a tenth of the posts";
    private const double MostSeconds = 15;
    private const double MostMb = 300;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(bool quick)
    {
        var posts = quick ? 20_000 : 200_000;
        var app = await MeasuredApp.FindAsync();
        await Console.Error.WriteLineAsync($"report-files: {app.Says}; {posts:N0} posts in ten days{(quick ? " (--quick: a tenth of them)" : "")}, {Environment.ProcessorCount} cores");
        await using var data = new DataFolder();
        await using var bench = await ArchiveBench.StartAsync(data.Path);
        var address = await bench.DatabaseAsync("report");
        await MadeSpan.FillAsync(address, posts);
        // The sums that a report is made of are kept from the first one on.
        await RunAsync(app, address, bench.Folder, "json");
        var copied = await MadeSpan.CopyAsync(address, Path.Combine(bench.Folder, "copied.csv"));
        var (fewXlsx, fewCsv) = (await RunAsync(app, address, bench.Folder, "xlsx", "--to", MadeSpan.FirstDay), await RunAsync(app, address, bench.Folder, "csv", "--to", MadeSpan.FirstDay));
        var (xlsx, csv) = (await RunAsync(app, address, bench.Folder, "xlsx"), await RunAsync(app, address, bench.Folder, "csv"));
        return
        [
            new("report.xlsx_s", xlsx.Seconds, "s", Copy, copied), new("report.xlsx_peak_mb", xlsx.PeakMb, "MB", Tenth, fewXlsx.PeakMb),
            new("report.csv_s", csv.Seconds, "s", Copy, copied), new("report.csv_peak_mb", csv.PeakMb, "MB", Tenth, fewCsv.PeakMb),
            new("report.files_s", Math.Max(xlsx.Seconds, csv.Seconds), "s", "the most that is wanted", MostSeconds),
            new("report.files_peak_mb", Math.Max(xlsx.PeakMb, csv.PeakMb), "MB", "the most that is wanted", MostMb),
        ];
    }

    private static Task<MeasuredRun> RunAsync(MeasuredApp app, string database, string folder, string form, params IEnumerable<string> days) =>
        MeasuredRun.OfAsync(app, database, ["report", "reach", "--no-refresh", "--full", "--format", form, .. days, "--out", Path.Combine(folder, $"report.{form}"), "--data", folder]);
}
