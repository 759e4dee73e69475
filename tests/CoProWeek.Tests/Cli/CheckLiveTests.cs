using CoProWeek.Tests.Networks.Sandbox;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

/// <summary>`coproweek check --live`: the real program against the practice network.</summary>
public sealed class CheckLiveTests
{
    [Fact]
    public async Task It_posts_all_sorts_says_what_each_cost_and_takes_everything_down()
    {
        await using var terminal = await Terminal.OpenAsync();
        await using var x = await OpenAsync(terminal);

        var answer = (await terminal.RunAsync("check", "--live", "--yes")).Is(0);

        Assert.All(
            ["ok   plain post: 201, ", "ok   picture and alt text: taken, with its alt text ($0.005)", "ok   post with a picture: 201, ", "ok   thread, part 1: 201, ", "ok   thread, part 2: 201, ", "4 of 4 are there", "Everything was taken."],
            words => Assert.Contains(words, answer.Output, StringComparison.Ordinal));
        Assert.Equal((4, 0), await PostsAsync(x));
        var spent = await terminal.SpentAsync();
        Assert.Contains($"It cost about ${spent:0.000}, worked out from X:Prices.", answer.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ScotCoPro", 0, 4)]
    [InlineData("no", 1, 0)]
    public async Task It_asks_first_and_the_handle_must_be_typed(string typed, int code, int posted)
    {
        await using var terminal = await Terminal.OpenAsync();
        await using var x = await OpenAsync(terminal);

        using var process = terminal.Start("check", "--live", "--account", "@scotcopro");
        await process.TypeAsync(typed);
        Assert.Equal(code, await process.EndAsync());

        Assert.Contains("This posts 4 posts in public as @ScotCoPro and deletes them; it costs about $0.099. Type the handle to go on:", process.Talk, StringComparison.Ordinal);
        Assert.Equal((posted, 0), await PostsAsync(x));
    }

    [Theory]
    [InlineData("/2/tweets", 3, "BAD  thread, part 2: 403, X: refuses this reply", 3)]
    [InlineData("/2/media/*", 0, "BAD  picture and alt text: X: does not accept the keys of @ScotCoPro for pictures (403", 3)]
    [InlineData("/2/tweets", 0, "BAD  plain post: 403, X: refuses this post", 3)]
    public async Task What_X_refuses_is_printed_and_the_rest_is_tried_and_taken_down(string path, int skip, string words, int posted)
    {
        await using var terminal = await Terminal.OpenAsync();
        await using var x = await OpenAsync(terminal);
        await x.FaultAsync(new { kind = "status", status = 403, path, method = "POST", skip, count = 1 });

        var answer = (await terminal.RunAsync("check", "--live", "--yes")).Is(1);

        Assert.Contains(words, answer.Output, StringComparison.Ordinal);
        Assert.Equal((posted, 0), await PostsAsync(x));
    }

    [Fact]
    public async Task What_X_accepted_without_saying_so_is_found_and_taken_down_too()
    {
        await using var terminal = await Terminal.OpenAsync();
        await using var x = await OpenAsync(terminal);
        await x.FaultAsync(new { kind = "drop", accept = true, path = "/2/tweets", method = "POST", count = 1 });

        (await terminal.RunAsync("check", "--live", "--yes")).Is(1);

        Assert.Equal((4, 0), await PostsAsync(x));
    }

    [Theory]
    [InlineData("-INT")]
    [InlineData("-TERM")]
    public async Task Stopped_half_way_it_takes_down_what_it_made_first(string signal)
    {
        await using var terminal = await Terminal.OpenAsync();
        await using var x = await OpenAsync(terminal);
        await x.FaultAsync(new { kind = "latency", delay_ms = 3000, path = "/2/tweets", method = "POST", skip = 1 });

        using var process = terminal.Start("check", "--live", "--yes");
        await process.UntilSaidAsync("ok   picture and alt text");
        using var kill = System.Diagnostics.Process.Start("kill", [signal, $"{process.Id}"]);

        Assert.Equal(1, await process.EndAsync());
        Assert.Contains("Stopped: what was posted is taken down first.", process.Said, StringComparison.Ordinal);
        Assert.Equal((2, 0), await PostsAsync(x));
    }

    [Fact]
    public async Task What_cannot_be_taken_down_is_named_with_its_link()
    {
        await using var terminal = await Terminal.OpenAsync();
        await using var x = await OpenAsync(terminal);
        await x.FaultAsync(new { kind = "status", status = 403, method = "DELETE", count = 1 });

        var answer = (await terminal.RunAsync("check", "--live", "--yes", "--json")).Is(1);

        Assert.Equal((4, 1), await PostsAsync(x));
        Assert.Equal(1, answer.Json.GetProperty("leftStanding").GetArrayLength());
        Assert.Contains("Still standing: https://x.com/ScotCoPro/status/", answer.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_posted_while_everything_is_stopped_or_beyond_the_limit()
    {
        await using var terminal = await Terminal.OpenAsync();
        await using var x = await OpenAsync(terminal);
        terminal.Settings["Spending:DayCap"] = "0.05";
        Assert.Contains("today’s limit of $0.05 is reached", (await terminal.RunAsync("check", "--live", "--yes")).Is(1).Talk, StringComparison.Ordinal);
        await A.StopAll(terminal.Database.DataSource);

        Assert.Contains("Everything is stopped", (await terminal.RunAsync("check", "--live", "--yes")).Is(1).Talk, StringComparison.Ordinal);

        Assert.Equal((0, 0), await PostsAsync(x));
    }

    [Fact]
    public async Task Check_shows_what_was_spent_by_kind_against_the_limits_and_what_is_to_come()
    {
        await using var terminal = await Terminal.OpenAsync();
        await using var x = await OpenAsync(terminal);
        var db = terminal.Database.DataSource;
        var now = TimeProvider.System.GetUtcNow();
        var campaign = await A.Campaign(db, from: DateOnly.FromDateTime(now.UtcDateTime).AddDays(3), accounts: [1]);
        await A.Post(db, campaign, at: now.AddDays(4), text: "Read https://example.org/");
        await Spending.SpendAsync(db, 1, campaign, "post", 3, 0.015m, now);
        await Spending.SpendAsync(db, 1, campaign, "read", 10, 0.005m, now.AddDays(-2));
        (terminal.Settings["Spending:DayCap"], terminal.Settings["Spending:CampaignCap"]) = ("5", "0.2");

        var answer = (await terminal.RunAsync("check")).Is(1);

        Assert.Contains("ok   money today: $0.045 of $5.00: 3 posts $0.045; worked out from X:Prices, not X's bill", answer.Output, StringComparison.Ordinal);
        Assert.Contains("BAD  money for questions-week: $0.095 of $0.20: 3 posts $0.045, 10 posts of others read $0.05; what is still to go out will cost about $0.20 (1 post, drafts too): that is more than the limit", answer.Output, StringComparison.Ordinal);
        Assert.Contains("Spending:DayCap = 5", answer.Output, StringComparison.Ordinal);
    }

    private static async Task<Practice> OpenAsync(Terminal terminal)
    {
        var x = await Practice.StartAsync(clock: new CoProWeek.Clock.CampaignClock());
        await A.Account(terminal.Database.DataSource);
        terminal.Settings["X:BaseUrl"] = x.Address.AbsoluteUri;
        terminal.Settings["X:Accounts:ScotCoPro:OAuth2Token"] = Practice.Us.UserToken;
        return x;
    }

    /// <summary>How many arrived there, and how many of them still stand.</summary>
    private static async Task<(int Arrived, int Stand)> PostsAsync(Practice x)
    {
        var posts = (await x.StateAsync())["posts"]!.AsArray();
        return (posts.Count, posts.Count(post => post!["deleted_at"] is null));
    }
}
