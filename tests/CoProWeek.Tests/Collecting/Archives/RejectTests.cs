using System.Text;

namespace CoProWeek.Tests.Collecting.Archives;

/// <summary>What cannot be imported costs itself, is told, and is kept.</summary>
public sealed class RejectTests : IAsyncLifetime
{
    private ImportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ImportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task A_broken_line_is_counted_told_and_kept_and_loses_nothing_else()
    {
        var file = desk.File("2024.jsonl", Line(1), "{\"id\":\"2\",\"author_id\":\"5\",\"te", Line(3), "[1,2]", "{\"something\":\"else\"}", "", Line(4));

        var totals = await desk.ImportAsync(file);

        Assert.Equal((6, 3, 3), (totals.Read, totals.New, totals.Broken));
        Assert.Equal(
            ["2024.jsonl, line 2: it is no JSON from byte 29 on.", "2024.jsonl, line 4: what stands there is no object, but: array.",
                "2024.jsonl, line 5: neither a page of X's nor a post: it has no data, no author_id and no user."], totals.Why);
        var kept = await File.ReadAllLinesAsync(desk.Rejects);
        Assert.Equal(6, kept.Length);
        Assert.Equal(("# rejected, 2024.jsonl, line 2: it is no JSON from byte 29 on", "{\"id\":\"2\",\"author_id\":\"5\",\"te"), (kept[0], kept[1]));
    }

    [Fact]
    public async Task A_reject_file_that_was_mended_is_imported_as_it_is()
    {
        await desk.ImportAsync(desk.File("2024.jsonl", Line(1), Line(2)[..^2], Line(3)));
        var mended = desk.File("mended.jsonl", [.. (await File.ReadAllLinesAsync(desk.Rejects)).Select(line => line.StartsWith('#') ? line : line + "}}")]);

        var totals = await desk.ImportAsync(mended);

        Assert.Equal((1, 1, 0), (totals.Read, totals.New, totals.Rejected));
    }

    [Fact]
    public async Task A_post_of_a_page_that_cannot_be_read_costs_itself_and_not_its_page()
    {
        var totals = await desk.ImportAsync(desk.File("pages.jsonl", "{\"data\":[" + Line(1) + ",{\"id\":\"77\",\"text\":\"#CoProWeekScot of nobody\"}," + Line(2) + "],\"meta\":{\"result_count\":3}}", """{"meta":{"result_count":0}}"""));

        Assert.Equal((3, 2, 1), (totals.Read, totals.New, totals.Broken));
        Assert.Contains("""{"id":"77","text":"#CoProWeekScot of nobody"}""", await File.ReadAllTextAsync(desk.Rejects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_campaign_does_not_look_for_is_not_kept_and_said_apart()
    {
        var totals = await desk.ImportAsync(desk.File("2024.jsonl", Line(1), Line(2, "Nothing to do with any of this")));

        Assert.Equal((2, 1, 1, 0), (totals.Read, totals.New, totals.Elsewhere, totals.Broken));
        Assert.Contains("nothing of #CoProWeekScot, @ScotCoPro in it", await File.ReadAllTextAsync(desk.Rejects), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_of_many_megabytes_is_a_line()
    {
        var words = string.Concat(Enumerable.Repeat("so much to say ", 500_000));

        var totals = await desk.ImportAsync(desk.File("2024.jsonl", Line(1), Line(2, $"#CoProWeekScot {words}"), Line(3)));

        Assert.Equal((3, 3), (totals.Read, totals.New));
        Assert.Equal($"{15 + words.TrimEnd().Length}", await TextAsync("SELECT max(length(text)) FROM mentions"));
    }

    [Fact]
    public async Task Zeros_and_half_characters_cost_themselves()
    {
        var totals = await desk.ImportAsync(desk.File("2024.jsonl", Line(1, "#CoProWeekScot a\\u0000b"), Line(2, "#CoProWeekScot half \\ud83d here"), Line(3, "#CoProWeekScot \\ud83c\\udf31")));

        Assert.Equal((3, 3), (totals.Read, totals.New));
        Assert.Equal("#CoProWeekScot a\ufffdb,#CoProWeekScot half \ufffd here,#CoProWeekScot 🌱", await TextAsync("SELECT string_agg(text, ',' ORDER BY first_id) FROM mentions"));
    }

    [Fact]
    public async Task A_post_that_no_row_can_hold_costs_itself_and_not_its_batch()
    {
        var totals = await desk.ImportAsync(desk.File("2024.jsonl", Line(1), Line(2).Replace("\"lang\":\"en\"", "\"lang\":\"e\\u0000n\"", StringComparison.Ordinal), Line(3)));

        Assert.Equal((3, 2, 1), (totals.Read, totals.New, totals.Broken));
        Assert.Equal(["2024.jsonl, line 2: the database cannot hold it."], totals.Why);
    }

    [Fact]
    public async Task A_zip_that_ends_too_early_keeps_what_it_held_and_says_so()
    {
        var whole = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(whole, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            new MadeJson(ImportDesk.Crowd()).WriteFlattened(zip, 0, 2_000);

        var totals = await desk.ImportAsync(desk.File("cut.jsonl.gz", to => to.Write(whole.ToArray().AsSpan(0, (int)whole.Length / 2))));

        Assert.InRange(totals.New, 500, 1_500);
        Assert.True(totals.Problems.Count > 0 || totals.Broken == 1);
    }

    [Theory]
    [InlineData("PK\u0003\u0004", "it is a zip or a workbook")]
    [InlineData("window.YTD.deleted_tweets.part0 = [", "it is the \"deleted_tweets\" of X's own archive, which holds no posts that stand")]
    [InlineData("name;address\nx;y\n", "its columns are none of TAGS, rtweet or twarc-csv (name, address …): say with --mapping")]
    public async Task What_is_no_archive_of_posts_is_refused_with_a_reason(string begin, string why)
    {
        var totals = await desk.ImportAsync(desk.File("something", to => to.Write(Encoding.Latin1.GetBytes(begin))));

        Assert.Equal(0, totals.Read);
        Assert.Contains(why, Assert.Single(totals.Problems), StringComparison.Ordinal);
    }

    private static string Line(long id, string text = "Hello #CoProWeekScot") =>
        $$$"""{"id":"{{{id << 40}}}","author_id":"5","text":"{{{text}}}","lang":"en","author":{"id":"5","username":"kelp_kitchen"}}""";

    private async Task<string> TextAsync(string sql)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        return (await Dapper.SqlMapper.ExecuteScalarAsync(connection, sql))?.ToString() ?? "";
    }
}
