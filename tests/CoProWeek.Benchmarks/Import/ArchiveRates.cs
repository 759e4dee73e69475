using CoProWeek.Tests.Collecting.Archives;

namespace CoProWeek.Benchmarks;

/// <summary>
/// How fast an archive is brought in, from JSON text to rows with all that belongs to them, beside the two plain things: the rows of that
/// very import copied in again ready-made, and what a Postgres expert would do by hand. Each writes into an empty database of its own on
/// one cluster, with the same tables and indexes, and none of them waits for the disk but at its end.
/// </summary>
internal static class ArchiveRates
{
    private const string Copy = "binary COPY of the same rows, ready-made";
    private const string Expert = "COPY into jsonb, INSERT ... SELECT ON CONFLICT";

    private static readonly DateTimeOffset Begins = new(2024, 11, 4, 8, 0, 0, TimeSpan.Zero);

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(bool quick)
    {
        var app = await MeasuredApp.FindAsync();
        int[] sizes = quick ? [5_000, 20_000] : [10_000, 100_000, 1_000_000];
        Say($"{app.Says}; made posts in v2 JSON Lines, flattened, 5 % told twice; {Environment.ProcessorCount} cores, load {Load()}");
        if (quick)
            Say($"quick: of {sizes[^1]:N0} posts at most, which is too few to say how it grows; without --quick it is a million");
        await using var data = new DataFolder();
        await using var bench = await ArchiveBench.StartAsync(data.Path);
        var runs = new List<ArchiveFigures>();
        foreach (var size in sizes)
            runs.Add(await MeasureAsync(bench, app, size));
        Say("polls ...");
        return [.. Figures(runs[0], runs[^1]), .. runs.SkipLast(1).SelectMany(run => Short(run)), .. await PollPage.MeasureAsync(await bench.DatabaseAsync("polls"), Begins, quick ? 10 : 40)];
    }

    private static async Task<ArchiveFigures> MeasureAsync(ArchiveBench bench, MeasuredApp app, int posts)
    {
        var file = Path.Combine(bench.Folder, $"made-{posts}.jsonl");
        await using (var to = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20))
            new MadeJson(new MadePosts(1, Begins, TimeSpan.FromMilliseconds(600))).WriteFlattened(to, 0, posts);
        var bytes = new FileInfo(file).Length;
        Say($"{posts:N0} posts, {bytes / 1e6:N0} MB, load {Load()} ...");
        var ours = await bench.DatabaseAsync($"ours_{posts}");
        var first = await ImportRun.RunAsync(app, ours, bench.Folder, file);
        var disk = await bench.SizeAsync(ours);
        var again = await ImportRun.RunAsync(app, ours, bench.Folder, file);
        var copy = await bench.DatabaseAsync($"copy_{posts}");
        var copied = await ReadyRows.CopyAsync(ours, copy);
        await bench.DropAsync(copy);
        var expert = await bench.DatabaseAsync($"expert_{posts}");
        var (byHand, theirDisk) = (await ByHandImport.RunAsync(expert, file), await bench.SizeAsync(expert));
        await bench.DropAsync(expert);
        await bench.DropAsync(ours);
        File.Delete(file);
        Say($"{posts:N0}: ours {first.Seconds:N1} s ({first.New:N0} new, {first.Held:N0} held, {first.PeakMb:N0} MB), again {again.Seconds:N1} s; copied ready-made {copied:N1} s; by hand {byHand:N1} s; load {Load()}");
        return new ArchiveFigures(posts, bytes, first, again, copied, byHand, disk, theirDisk);
    }

    private static IEnumerable<Figure> Figures(ArchiveFigures few, ArchiveFigures many) =>
    [
        new("import.rows_per_s", Round(many.Rate), "rows/s", Copy, Round(many.Ours.New / many.Copied)),
        new("import.mb_per_s", Round(many.Bytes / 1e6 / many.Ours.Seconds), "MB/s", Copy, Round(many.Bytes / 1e6 / many.Copied)),
        new("import.posts_per_s", Round(many.Posts / many.Ours.Seconds), "posts/s", "the aim", 15_000),
        new("import.expert_rows_per_s", Round(many.Rate), "rows/s", Expert, Round(many.Ours.New / many.ByHand)),
        new("import.again_posts_per_s", Round(many.Posts / many.Again.Seconds), "posts/s", "the first time", Round(many.Posts / many.Ours.Seconds)),
        new("import.peak_mb", Round(many.Ours.PeakMb), "MB", $"with {few.Posts:N0} posts", Round(few.Ours.PeakMb)),
        new("import.disk_mb", Round(many.Disk), "MB", Expert, Round(many.TheirDisk)),
        new("import.growth_rows_per_s", Round(many.Rate), "rows/s", $"with {few.Posts:N0} posts", Round(few.Rate)),
    ];

    private static IEnumerable<Figure> Short(ArchiveFigures run) =>
        [new($"import.rows_per_s_{run.Posts}", Round(run.Rate), "rows/s", Copy, Round(run.Ours.New / run.Copied))];

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static double Round(double value) => Math.Round(value, 1);

    private static void Say(string words) => Console.Error.WriteLine($"import: {words}");

    /// <summary>What one size of archive took; in seconds and MB.</summary>
    private sealed record ArchiveFigures(int Posts, long Bytes, ImportRun Ours, ImportRun Again, double Copied, double ByHand, double Disk, double TheirDisk)
    {
        /// <summary>Posts that are new, for only those are written by the others, too.</summary>
        public double Rate => Ours.New / Ours.Seconds;
    }
}
