using Dapper;

namespace CoProWeek.Tests.Cli;

/// <summary><c>coproweek plan …</c>, as it is typed.</summary>
public sealed class PlanVerbTests : IAsyncLifetime
{
    private Terminal terminal = null!;

    public async Task InitializeAsync() => terminal = await Terminal.OpenAsync();

    public async Task DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task A_plan_imported_prints_what_is_new_and_how_to_approve_it_and_again_that_nothing_changes()
    {
        var plan = TinyPlan.Two(terminal.Folder);

        var first = (await terminal.RunAsync("plan", "import", plan)).Is(0);
        var again = (await terminal.RunAsync("plan", "import", plan)).Is(0);

        Assert.Contains("+ welcome: notice", first.Output, StringComparison.Ordinal);
        Assert.Contains("+ spare: question, a spare, without a date", first.Output, StringComparison.Ordinal);
        Assert.Contains("2 drafts: approve with: coproweek post approve --all --campaign tiny-week", first.Talk, StringComparison.Ordinal);
        Assert.Contains("0 new, 0 changed, 3 the same", again.Output, StringComparison.Ordinal);
        Assert.Equal(3, await PostsAsync());
    }

    [Fact]
    public async Task A_dry_run_shows_the_difference_and_imports_nothing()
    {
        var answer = (await terminal.RunAsync("plan", "import", TinyPlan.Two(terminal.Folder), "--dry-run")).Is(0);

        Assert.Contains("3 new", answer.Output, StringComparison.Ordinal);
        Assert.Contains("nothing was changed", answer.Talk, StringComparison.Ordinal);
        Assert.Equal(0, await PostsAsync());
    }

    [Fact]
    public async Task A_bad_file_has_all_its_problems_listed_and_nothing_imported()
    {
        var plan = TinyPlan.Write(terminal.Folder, ["ScotCoPro"], "self",
            $"good,{TinyPlan.Later},notice,Good morning #CoProWeekScot,,,,,",
            $"bad-kind,{TinyPlan.Later},anthem,Good morning #CoProWeekScot,,,,,",
            "bad-date,31/02/2027,09:00,notice,Good day #CoProWeekScot,,,,,",
            $"bad-picture,{TinyPlan.Later},blog,Good evening #CoProWeekScot,missing.png,A card,,2h,not needed");

        var text = (await terminal.RunAsync("plan", "import", plan)).Is(1);
        var json = (await terminal.RunAsync("plan", "import", plan, "--json")).Is(1);

        Assert.Equal("", text.Output);
        Assert.All(["row 3, kind", "row 4, date", "row 5, media"], place => Assert.Contains($"plan.csv, {place}: ", text.Talk, StringComparison.Ordinal));
        Assert.Contains("3 problem(s). Nothing was imported.", text.Talk, StringComparison.Ordinal);
        Assert.False(json.Json.GetProperty("imported").GetBoolean());
        Assert.Equal(3, json.Json.GetProperty("problems").GetArrayLength());
        Assert.Equal(0, await PostsAsync());
    }

    [Fact]
    public async Task Every_plan_verb_prints_json_and_nothing_beside_it()
    {
        var import = await terminal.DoneAsync("plan", "import", TinyPlan.Two(terminal.Folder), "--json");
        var show = await terminal.DoneAsync("plan", "show", "--json");
        var export = await terminal.DoneAsync("plan", "export", Path.Combine(terminal.Folder, "out"), "--json");
        var next = await terminal.DoneAsync("plan", "new", "--from", TinyPlan.Slug, "--start", "2028-11-13", "--slug", "next-week", "--json");

        Assert.Equal(["welcome", "card", "spare"], import.Json.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
        Assert.Equal(3, show.Json.GetProperty("posts").GetArrayLength());
        Assert.Contains("card.png", export.Json.GetProperty("files").EnumerateArray().Select(file => file.GetString()));
        Assert.Equal("next-week", next.Json.GetProperty("campaign").GetString());
    }

    [Theory]
    [InlineData("week.xlsx")]
    [InlineData("week.zip")]
    [InlineData("out")]
    public async Task A_plan_goes_out_as_a_file_and_in_again_and_nothing_changes(string name)
    {
        var to = Path.Combine(terminal.Folder, "away", name);
        await terminal.DoneAsync("plan", "import", TinyPlan.Two(terminal.Folder));

        await terminal.DoneAsync("plan", "export", to);
        var again = (await terminal.RunAsync("plan", "import", to)).Is(0);

        Assert.Contains("0 new, 0 changed, 3 the same", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_campaign_that_there_is_not_is_said_in_a_sentence()
    {
        var answer = (await terminal.RunAsync("plan", "show", "--campaign", "carnival")).Is(1);

        Assert.Contains("carnival", answer.Talk, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", answer.Talk, StringComparison.Ordinal);
    }

    private async Task<long> PostsAsync()
    {
        await using var connection = await terminal.Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM posts");
    }
}
