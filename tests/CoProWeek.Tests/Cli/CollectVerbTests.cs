using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Cli;

/// <summary>What a person sees of collecting on the terminal, against a practice network on real time.</summary>
public sealed class CollectVerbTests : IAsyncLifetime
{
    private const string Token = "X:Accounts:ScotCoPro:OAuth2Token";

    private Terminal terminal = null!;
    private SandboxServer sandbox = null!;
    private People people = null!;

    public async Task InitializeAsync()
    {
        var us = SandboxAccount.Practice("ScotCoPro");
        terminal = await Terminal.OpenAsync();
        sandbox = await SandboxServer.StartAsync(new SandboxOptions { Accounts = [us] }, new CampaignClock(), CancellationToken.None);
        people = new People(sandbox.Address);
        terminal.Settings["X:BaseUrl"] = sandbox.Address.AbsoluteUri;
        terminal.Settings[Token] = us.UserToken;
        await A.Campaign(terminal.Database.DataSource, from: DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
    }

    public async Task DisposeAsync()
    {
        people.Dispose();
        await sandbox.DisposeAsync();
        await terminal.DisposeAsync();
    }

    [Fact]
    public async Task Looking_now_says_what_was_new_and_status_says_how_far_it_came()
    {
        await people.SayAsync("Hello #CoProWeekScot", at: TimeProvider.System.GetUtcNow().AddHours(-2));

        var first = await terminal.RunAsync("collect", "run");
        var again = await terminal.RunAsync("collect", "run");
        var status = await terminal.RunAsync("collect", "status");

        Assert.Contains("#CoProWeekScot: 1 new, of 1 read", first.Output, StringComparison.Ordinal);
        Assert.Contains("#CoProWeekScot: 0 new, of 0 read", again.Output, StringComparison.Ordinal);
        Assert.Matches(@"#CoProWeekScot: collected up to \w{3} \d+ \w{3} \d{4} \d\d:\d\d; looked for again at ", status.Output);
        Assert.Contains("Times are Europe/London.", status.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_keys_it_says_what_to_set_and_fails()
    {
        terminal.Settings.Remove(Token);

        var run = await terminal.RunAsync("collect", "run");

        Assert.Equal(1, run.Code);
        Assert.Contains("X: no credentials for @ScotCoPro; set X:Accounts:ScotCoPro:AccessToken", run.Output, StringComparison.Ordinal);
        Assert.Contains("X: no credentials for @ScotCoPro", (await terminal.RunAsync("collect", "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_says_what_is_gone_and_a_report_reads_the_numbers_anew_unless_told_not_to()
    {
        var gone = await people.SayAsync("A mistake #CoProWeekScot", at: TimeProvider.System.GetUtcNow().AddHours(-2));
        await people.SayAsync("Hello #CoProWeekScot", at: TimeProvider.System.GetUtcNow().AddHours(-1), numbers: new { likes = 2, bookmarks = 0, views = 40 });
        await terminal.RunAsync("collect", "run");
        await people.DeleteAsync(gone);

        var asHeld = await terminal.RunAsync("report", "reach", "--json", "--no-refresh");
        var anew = await terminal.RunAsync("report", "reach", "--json");
        var refresh = await terminal.RunAsync("collect", "refresh");

        Assert.Equal((2, 1), (Posts(asHeld), Posts(anew)));
        Assert.Contains("2 posts looked up; 1 of them are gone, and hidden.", refresh.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_made_of_what_is_held_when_X_does_not_answer_and_says_so()
    {
        await people.SayAsync("Hello #CoProWeekScot", at: TimeProvider.System.GetUtcNow().AddHours(-1));
        await terminal.RunAsync("collect", "run");
        terminal.Settings.Remove(Token);

        var report = await terminal.RunAsync("report", "reach", "--json");

        Assert.Equal((0, 1), (report.Code, Posts(report)));
        Assert.Contains("X: no credentials for @ScotCoPro", report.Talk, StringComparison.Ordinal);
        Assert.Contains("The report goes by the numbers as they were last read", report.Talk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_says_what_is_whole_lost_and_compared_what_it_costs_and_when_names_are_wiped()
    {
        var newest = await people.SayAsync("Hello #CoProWeekScot", at: TimeProvider.System.GetUtcNow().AddHours(-2));
        await terminal.RunAsync("collect", "run");

        var status = await terminal.RunAsync("collect", "status");
        var json = (await terminal.RunAsync("collect", "status", "--json")).Json;

        Assert.Matches(@"  collected whole from \w{3} \d+ \w{3} \d{4} \d\d:\d\d to ", status.Output);
        Assert.Matches(@"  lost from .*: CoProWeek: it was not looked for yet, and X’s search goes back seven days only\.", status.Output);
        Assert.Contains($"  newest post: {newest}, of ", status.Output, StringComparison.Ordinal);
        Assert.Matches(@"  compared .*: 1 held of 1 that X counted, in 16\d hours", status.Output);
        Assert.Contains("Spent: $", status.Output, StringComparison.Ordinal);
        Assert.Contains("Names and words are wiped 24 months after the campaign's last day", status.Output, StringComparison.Ordinal);
        Assert.Equal("lost", json[0].GetProperty("known")[0].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_post_is_removed_now_and_again_and_what_is_not_held_is_said()
    {
        var post = await people.SayAsync("A mistake #CoProWeekScot", at: TimeProvider.System.GetUtcNow().AddHours(-2));
        await terminal.RunAsync("collect", "run");

        var removed = await terminal.RunAsync("collect", "remove", post, "--why", "Asked by mail", "--as", "Ailsa");
        var again = await terminal.RunAsync("collect", "remove", post, "--why", "Asked by mail");
        var nobody = await terminal.RunAsync("collect", "remove", "@nobody", "--why", "Asked by mail");

        Assert.Equal((0, $"post {post}: wiped. It does not come back by a later look or an import."), (removed.Code, removed.Output.Trim()));
        Assert.Equal((0, $"post {post}: removed already."), (again.Code, again.Output.Trim()));
        Assert.Equal(1, nobody.Code);
        Assert.Contains("Nothing is held of @nobody", nobody.Output, StringComparison.Ordinal);
        Assert.Contains("No question and no chat of questions-week has gone out on X yet.", (await terminal.RunAsync("report", "answers")).Talk, StringComparison.Ordinal);
    }

    private static int Posts(Answer report) => report.Json.GetProperty("figures").GetProperty("posts").GetProperty("all").GetProperty("value").GetInt32();
}
