using System.IO.Compression;
using CoProWeek.Collecting;
using CoProWeek.Networks;
using CoProWeek.Networks.X;
using Dapper;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>An archive brought in is what collecting would have held.</summary>
public sealed class ArchiveTests : IAsyncLifetime
{
    private ImportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ImportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pages_of_an_archive_become_exactly_the_rows_that_collecting_writes(bool newer)
    {
        var file = desk.File("pages.jsonl", to => new MadeJson(ImportDesk.Crowd(), newer).WritePages(to, 0, 6_000));
        await using var collected = await ImportDesk.OpenAsync();
        await CollectAsync(collected, file);

        var totals = await desk.ImportAsync(file);

        Assert.Equal((6_000, 0), (totals.Read, totals.Rejected));
        Store.Same(await Store.AllAsync(collected.Database), await Store.AllAsync(desk.Database));
        Assert.Equal("0", await CountAsync("SELECT count(*) FROM collect_runs"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Flattened_lines_become_the_same_rows_as_pages_of_one_post(bool newer)
    {
        var pages = desk.File("pages.jsonl", to => new MadeJson(ImportDesk.Crowd(), newer).WritePages(to, 0, 1_200, size: 1));
        var flat = desk.File("flat.jsonl", to => new MadeJson(ImportDesk.Crowd(), newer).WriteFlattened(to, 0, 1_200));
        await using var collected = await ImportDesk.OpenAsync();
        await CollectAsync(collected, pages);

        await desk.ImportAsync(flat);

        Store.Same(await Store.AllAsync(collected.Database, raw: false), await Store.AllAsync(desk.Database, raw: false));
    }

    [Fact]
    public async Task What_the_file_holds_twice_is_held_once_with_its_numbers_of_both_times()
    {
        var totals = await desk.ImportAsync(desk.File("flat.jsonl", to => new MadeJson(ImportDesk.Crowd()).WriteFlattened(to, 0, 4_000)));

        Assert.Equal(4_000, totals.New + totals.Held);
        Assert.InRange(totals.Held, 100, 300);
        Assert.Equal($"{totals.New}", await CountAsync("SELECT count(*) FROM mentions"));
        Assert.NotEqual("0", await CountAsync("SELECT count(*) FROM (SELECT 1 FROM observations GROUP BY mention_id HAVING count(*) > 1) twice"));
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        var file = desk.File("flat.jsonl", to => new MadeJson(ImportDesk.Crowd()).WriteFlattened(to, 0, 4_000));
        var first = await desk.ImportAsync(file);
        var held = await Store.AllAsync(desk.Database);

        var again = await desk.ImportAsync(file);

        Assert.Equal((4_000, 0, 4_000), (again.Read, again.New, again.Held));
        Store.Same(held, await Store.AllAsync(desk.Database));
        Assert.Equal("1", await CountAsync("SELECT count(*) FROM events WHERE what = 'archive import' AND actor = 'Ailsa'"));
        Assert.NotEqual(0, first.New);
    }

    [Fact]
    public async Task A_file_that_was_copied_since_and_says_no_time_changes_nothing_either()
    {
        var file = desk.File("old.jsonl", OldLine(1), OldLine(2));
        File.SetLastWriteTimeUtc(file, new DateTime(2019, 2, 3, 4, 5, 6, DateTimeKind.Utc));
        await desk.ImportAsync(file);
        var held = await Store.AllAsync(desk.Database);
        File.SetLastWriteTimeUtc(file, new DateTime(2025, 2, 3, 4, 5, 6, DateTimeKind.Utc));

        await desk.ImportAsync(file);

        Assert.Contains(held, row => row.StartsWith("numbers ", StringComparison.Ordinal) && row.Contains("2019-02-03 04:05:06", StringComparison.Ordinal));
        Store.Same(held, await Store.AllAsync(desk.Database));
    }

    [Fact]
    public async Task Two_imports_at_once_leave_what_one_leaves()
    {
        var file = desk.File("flat.jsonl", to => new MadeJson(ImportDesk.Crowd()).WriteFlattened(to, 0, 8_000));
        await using var alone = await ImportDesk.OpenAsync();
        await alone.ImportAsync(file);

        var both = await Task.WhenAll(desk.ImportAsync(file), desk.ImportAsync(file));

        Store.Same(await Store.AllAsync(alone.Database), await Store.AllAsync(desk.Database));
        Assert.Equal($"{both.Sum(totals => totals.New)}", await CountAsync("SELECT count(*) FROM mentions"));
    }

    [Fact]
    public async Task A_gzipped_archive_is_read_as_it_is()
    {
        var totals = await desk.ImportAsync(desk.File("whatever.dat", to =>
        {
            using var zip = new GZipStream(to, CompressionLevel.Fastest);
            new MadeJson(ImportDesk.Crowd()).WriteFlattened(zip, 0, 500);
        }));

        Assert.Equal((500, 0), (totals.Read, totals.Rejected));
    }

    [Fact]
    public async Task What_was_hidden_or_wiped_stays_so_whatever_an_archive_says()
    {
        var file = desk.File("flat.jsonl", to => new MadeJson(ImportDesk.Crowd()).WriteFlattened(to, 0, 300));
        await desk.ImportAsync(file);
        await RunAsync("""
            UPDATE mentions SET hidden_at = '2025-01-01Z', hidden_why = 'deleted' WHERE id % 3 = 0;
            UPDATE mentions SET hidden_at = '2025-01-01Z', hidden_why = 'asked', text = '', raw = '' WHERE id % 3 = 1;
            DELETE FROM mention_tags WHERE mention_id % 3 = 1;
            DELETE FROM observations WHERE mention_id % 3 = 1
            """);
        var held = await Store.AllAsync(desk.Database);
        // The same posts, seen a year later, and edited.
        var later = desk.File("later.jsonl", [.. File.ReadAllLines(file).Select(line => line.Replace("\"retrieved_at\":\"2024", "\"retrieved_at\":\"2025", StringComparison.Ordinal))]);

        await desk.ImportAsync(file);
        Store.Same(held, await Store.AllAsync(desk.Database));
        await desk.ImportAsync(later);

        Assert.Equal("0", await CountAsync("SELECT count(*) FROM mentions WHERE id % 3 < 2 AND (hidden_at IS NULL OR looked_at > '2025-01-02')"));
        Assert.Equal("0", await CountAsync("SELECT count(*) FROM observations WHERE mention_id % 3 = 1 OR (mention_id % 3 = 0 AND at > '2025-01-02')"));
        Assert.NotEqual("0", await CountAsync("SELECT count(*) FROM observations WHERE mention_id % 3 = 2 AND at > '2025-01-02'"));
    }

    [Fact]
    public async Task Whoever_asked_to_be_left_out_is_left_out_of_archives_too()
    {
        await desk.ImportAsync(desk.File("old.jsonl", Line(11, "#CoProWeekScot then", "kelp_kitchen", "2024-11-04T09:00:00Z")));
        await RunAsync("UPDATE authors SET removed_at = '2025-01-01Z', handle = '', name = ''; DELETE FROM author_observations");

        var totals = await desk.ImportAsync(desk.File("more.jsonl", Line(21, "#CoProWeekScot again", "kelp_kitchen", "2025-11-04T09:00:00Z")));

        Assert.Equal((1, 0), (totals.Read, totals.Rejected));
        Assert.Equal("1", await CountAsync("SELECT count(*) FROM mentions WHERE wiped_at IS NOT NULL AND text = '' AND raw = '' AND author_id IS NULL"));
        Assert.Equal("0", await CountAsync("SELECT count(*) FROM author_observations"));
        Assert.Equal("", await CountAsync("SELECT handle FROM authors"));
    }

    [Fact]
    public async Task An_older_archive_gives_nobody_their_old_name_back()
    {
        await desk.ImportAsync(desk.File("new.jsonl", Line(21, "#CoProWeekScot today", "kelp_kitchen", "2025-11-04T09:00:00Z")));

        await desk.ImportAsync(desk.File("old.jsonl", Line(11, "#CoProWeekScot then", "kelp_cafe", "2022-11-04T09:00:00Z")));

        Assert.Equal("kelp_kitchen", await CountAsync("SELECT handle FROM authors"));
        Assert.Equal("2", await CountAsync("SELECT count(*) FROM author_observations"));
        Assert.Equal("2022", await CountAsync("SELECT extract(year FROM first_seen_at) FROM authors"));
    }

    private static string Line(long id, string text, string handle, string readAt) =>
        $$$"""{"id":"{{{id << 40}}}","author_id":"5","text":"{{{text}}}","author":{"id":"5","username":"{{{handle}}}","public_metrics":{"followers_count":3}},"__twarc":{"retrieved_at":"{{{readAt}}}"}}""";

    private static string OldLine(long id) =>
        $$$"""{"id_str":"{{{id << 40}}}","created_at":"Wed Oct 10 20:19:24 +0000 2018","full_text":"#CoProWeekScot","favorite_count":3,"user":{"id_str":"5","screen_name":"kelp_kitchen","followers_count":7}}""";

    /// <summary>As a worker keeps what X answers, page by page.</summary>
    private static async Task CollectAsync(ImportDesk desk, string pages)
    {
        var watches = await desk.WatchesAsync();
        await using var connection = await desk.Database.OpenConnectionAsync();
        foreach (var line in await File.ReadAllLinesAsync(pages))
        {
            var answer = new XReply.Answer(200) { Json = XReply.Parse(line) };
            var page = XFinding.Page(answer, "#CoProWeekScot");
            var at = answer.Json.Field("__twarc")!.Value.Instant("retrieved_at")!.Value;
            await using var transaction = await connection.BeginTransactionAsync();
            await MentionStore.KeepAsync(transaction, "x", page.Posts, at, CancellationToken.None);
            foreach (var watch in watches)
                await FoundAsync(transaction.Connection!, watch, watch.IsHashtag ? page.Posts : [.. page.Posts.Where(Names(watch))], at);
            await transaction.CommitAsync();
        }
    }

    private static Func<FoundPost, bool> Names(Watch watch) => post => post.Handles.Contains(watch.Subject, StringComparer.OrdinalIgnoreCase);

    private static Task FoundAsync(Npgsql.NpgsqlConnection connection, Watch watch, IReadOnlyList<FoundPost> found, DateTimeOffset at) => connection.ExecuteAsync("""
        INSERT INTO mention_watches (mention_id, watch_id, found_at)
        SELECT id, @watch, @at FROM mentions WHERE first_id = ANY (@found) ON CONFLICT DO NOTHING
        """, new { watch = watch.Id, at, found = found.Select(post => post.FirstId).ToArray() });

    private async Task RunAsync(string sql)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    private async Task<string> CountAsync(string sql)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync(sql))?.ToString() ?? "";
    }
}
