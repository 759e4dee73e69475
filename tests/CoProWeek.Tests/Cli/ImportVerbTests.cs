using CoProWeek.Collecting.Archives;
using CoProWeek.Tests.Collecting.Archives;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

/// <summary>What a person sees of an import on the terminal, and what a kill leaves.</summary>
public sealed class ImportVerbTests : IAsyncLifetime
{
    private Terminal terminal = null!;

    public async Task InitializeAsync()
    {
        terminal = await Terminal.OpenAsync();
        await A.Campaign(terminal.Database.DataSource, from: new DateOnly(2024, 11, 4));
    }

    public async Task DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task It_says_what_became_of_everything_and_where_the_rejected_are()
    {
        var file = Write("2024.jsonl", to => new MadeJson(ImportDesk.Crowd()).WriteFlattened(to, 0, 300));
        await File.AppendAllTextAsync(file, "{\"half\": \n{\"id\":\"7\",\"author_id\":\"5\",\"text\":\"of something else\"}\n");

        var import = await terminal.RunAsync("collect", "import", file);
        var again = await terminal.RunAsync("collect", "import", file, "--json", "--rejects", Path.Combine(terminal.Folder, "odd"));

        var held = 300 - Number(await terminal.Database.TextAsync("SELECT count(*)::text FROM mentions"));
        Assert.Equal(0, import.Code);
        Assert.Equal(
            $"302 read = {300 - held} new + {held} already held + 2 rejected\n  1 of the rejected could not be read or kept\n  1 of the rejected carry nothing that questions-week looks for\n  all of them are kept in {file}.rejects",
            import.Output);
        Assert.Contains("2024.jsonl, line 301: it is no JSON from byte 9 on.", import.Talk, StringComparison.Ordinal);
        Assert.Matches(@"in [\d.]+ s: [\d,]+ posts and [\d.]+ MB a second", import.Talk);
        Assert.Equal((0, 300, 2), (again.Json.GetProperty("new").GetInt32(), again.Json.GetProperty("held").GetInt32(), again.Json.GetProperty("rejected").GetInt32()));
        Assert.Equal(await File.ReadAllTextAsync($"{file}.rejects"), await File.ReadAllTextAsync(Path.Combine(terminal.Folder, "odd")));
    }

    [Fact]
    public async Task Killed_half_way_and_started_again_it_ends_in_the_same_state()
    {
        var file = Write("2024.jsonl", to => new MadeJson(ImportDesk.Crowd()).WriteFlattened(to, 0, 16_000));
        await using var whole = await ImportDesk.OpenAsync();
        var totals = await whole.ImportAsync(file);
        using (var killed = terminal.Start("collect", "import", file))
        {
            await Eventually.TrueAsync(async () => Number(await terminal.Database.TextAsync("SELECT count(*)::text FROM mentions")) > 0, () => $"Nothing came in:\n{killed.Said}");
            await killed.KillAsync();
        }
        var half = Number(await terminal.Database.TextAsync("SELECT count(*)::text FROM mentions"));

        var import = await terminal.DoneAsync("collect", "import", file, "--json");

        Assert.InRange(half, 1, totals.New - 1);
        Assert.Equal((16_000, totals.New - half), (import.Json.GetProperty("read").GetInt64(), import.Json.GetProperty("new").GetInt64()));
        Store.Same(await Store.AllAsync(whole.Database), await Store.AllAsync(terminal.Database.DataSource));
    }

    [Fact]
    public async Task Standard_input_is_a_file_like_any_other()
    {
        var content = new MemoryStream();
        new MadeJson(ImportDesk.Crowd()).WritePages(content, 0, 400);
        content.Position = 0;
        using var import = terminal.Start("collect", "import", "-", "--json");

        await import.PipeAsync(content);

        Assert.True(await import.EndAsync() == 0, import.Said);
        Assert.Contains("\"read\": 400", import.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_no_archive_fails_and_says_why()
    {
        var import = await terminal.RunAsync("collect", "import", Path.Combine(terminal.Folder, "none.jsonl"), Write("table.csv", to => to.Write("a,b\n1,2\n"u8)));
        var mapping = await terminal.RunAsync("collect", "import", "x.csv", "--mapping", Write("mapping.json", to => to.Write("{\"id\":\"a\",\"txt\":\"b\"}"u8)));

        Assert.Equal(1, import.Code);
        Assert.Contains("none.jsonl", import.Talk, StringComparison.Ordinal);
        Assert.Contains("its columns are none of TAGS, rtweet or twarc-csv (a, b …): say with --mapping which is which", import.Talk, StringComparison.Ordinal);
        Assert.Equal(1, mapping.Code);
        Assert.Contains("it names txt; there are: id, text, author_id, handle", mapping.Talk, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.41, 10, "2022.jsonl: 312,000 read, 31,200 a second, 41 %, 15 s left")]
    [InlineData(0.02, 60, "2022.jsonl: 312,000 read, 5,200 a second, 2 %, 49 min left")]
    [InlineData(null, 10, "2022.jsonl: 312,000 read, 31,200 a second")]
    public void Progress_says_how_fast_and_how_long_still(double? share, int seconds, string words) =>
        Assert.Equal(words, new ImportProgress(new ImportTotals { Read = 312_000, Took = TimeSpan.FromSeconds(seconds) }, "2022.jsonl", share).InWords);

    private static long Number(string text) => long.Parse(text);

    private string Write(string name, Action<Stream> write)
    {
        var path = Path.Combine(terminal.Folder, name);
        using var file = File.Create(path);
        write(file);
        return path;
    }
}
