using System.Net;
using CoProWeek.Accounts;
using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web.Report;

/// <summary>The team's own words, written on the dashboard: by plain forms, as without script.</summary>
public sealed class OwnWordsPageTests : IAsyncLifetime
{
    private const string Page = "/campaigns/questions-week/report/words";

    private DashboardHost host = null!;

    public async Task InitializeAsync()
    {
        host = await DashboardHost.StartAsync(A.Counting);
        await FullReport.FillAsync(host.Database.DataSource);
    }

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task What_is_written_stands_on_page_one_and_in_the_history_and_can_be_changed()
    {
        var link = await LinkAsync();
        using var saved = await PostAsync(new() { ["expected"] = "  A <b>quiet</b>\nweek ", ["did"] = "A film night.", ["picks[0]"] = link, ["members"] = "@Member_01, member_02", ["version"] = "0" });

        Assert.Equal(Page, saved.Headers.Location?.ToString());
        var words = await host.ReadAsync(Page);
        Assert.Contains("Last changed by Ailsa", words, StringComparison.Ordinal);
        Assert.Contains("@member_01, @member_02", await host.GetAsync(Page), StringComparison.Ordinal);
        var report = await host.ReadAsync("/campaigns/questions-week/report?from=2027-11-15&to=2027-11-15");
        Assert.Contains("What we expected A <b>quiet</b> week", report, StringComparison.Ordinal);
        Assert.Contains("What we did 3 posts were planned: 3 sent, 0 missed. A film night.", report, StringComparison.Ordinal);
        Assert.Contains("member accounts took part.", report, StringComparison.Ordinal);
        Assert.Equal(["Ailsa: report words changed: Co-production Week Scotland 2027: the Big Questions: What we expected, What we did, members, picked posts"], await EventsAsync());
        Assert.Contains("report words changed", await host.ReadAsync("/history"), StringComparison.Ordinal);

        using var same = await PostAsync(new() { ["expected"] = "A <b>quiet</b> week", ["did"] = "A film night.", ["picks[0]"] = link, ["members"] = "member_01 member_02", ["version"] = "1" });
        Assert.Contains("Nothing was to change.", await host.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Single(await EventsAsync());
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_told_and_not_overwritten()
    {
        using var theirs = await PostAsync(new() { ["expected"] = "Theirs", ["learning"] = "The same", ["version"] = "0" }, await host.SignInAsync(Roles.Manager, "Bina"));
        using var mine = await PostAsync(new() { ["expected"] = "Mine", ["learning"] = "The same", ["version"] = "0" });
        var html = await mine.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, mine.StatusCode);
        Assert.Contains("Bina changed these words while you were writing", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("What we expected Theirs Theirs Yours Mine", Html.Text(html), StringComparison.Ordinal);
        Assert.DoesNotContain("What we learned Theirs", Html.Text(html), StringComparison.Ordinal);
        Assert.Matches("<textarea[^>]*name=\"expected\"[^>]*>Mine</textarea>", html);
        Assert.Equal("Theirs", await host.Database.TextAsync("SELECT expected FROM report_words"));

        using var over = await PostAsync(new() { ["expected"] = "Mine", ["learning"] = "The same", ["version"] = Html.Version(html) });
        Assert.Equal("Mine", await host.Database.TextAsync("SELECT expected FROM report_words"));
        Assert.Equal(["Bina", "Ailsa"], (await EventsAsync()).Select(said => said.Split(':')[0]));
    }

    [Fact]
    public async Task Of_two_who_save_at_once_one_is_told()
    {
        var bina = await host.SignInAsync(Roles.Manager, "Bina");
        var both = await Task.WhenAll(PostAsync(new() { ["expected"] = "One", ["version"] = "0" }), PostAsync(new() { ["expected"] = "Two", ["version"] = "0" }, bina));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Redirect], both.Select(answer => answer.StatusCode).Order());
        Assert.Single(await EventsAsync());
        Array.ForEach(both, answer => answer.Dispose());
    }

    [Theory]
    [InlineData(Roles.Reviewer)]
    [InlineData(Roles.Author)]
    public async Task Others_read_them_and_change_nothing(string role)
    {
        using var saved = await PostAsync(new() { ["challenges"] = "Rain on every day", ["version"] = "0" });
        var reader = await host.SignInAsync(role);

        var html = await reader.GetStringAsync(new Uri(Page, UriKind.Relative));
        using var refused = await host.PostFormAsync("/me", new() { ["challenges"] = "Mine", ["version"] = "1" }, reader, Page);

        Assert.Contains("Rain on every day", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal("Rain on every day", await host.Database.TextAsync("SELECT challenges FROM report_words"));
    }

    [Fact]
    public async Task All_mistakes_are_said_at_once_and_what_was_typed_is_kept()
    {
        var link = await LinkAsync();
        using var answer = await PostAsync(new()
        {
            ["did"] = new string('a', 301),
            ["picks[0]"] = "https://example.org/1",
            ["picks[1]"] = "https://x.com/i/status/42",
            ["members"] = "@all right-handed",
            ["version"] = "0",
        });
        using var twice = await PostAsync(new() { ["picks[0]"] = link, ["picks[1]"] = link, ["version"] = "0" });

        var html = await answer.Content.ReadAsStringAsync();
        Assert.All(
            ["“What we did” has 301 letters; there is room for 300.", "“https://example.org/1” is not the address of a post on X.", "The post https://x.com/i/status/42 is not among those that were collected", "“right-handed” cannot be a handle"],
            wrong => Assert.Contains(wrong, Html.Text(html), StringComparison.Ordinal));
        Assert.Contains(new string('a', 301), html, StringComparison.Ordinal);
        Assert.Contains("is picked twice", Html.Text(await twice.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("", await host.Database.TextAsync("SELECT expected FROM report_words"));
        Assert.Empty(await EventsAsync());
    }

    [Fact]
    public async Task A_summary_stands_under_its_question_and_its_answers_are_listed_to_copy()
    {
        var post = await host.Database.TextAsync("SELECT min(id)::text FROM posts WHERE kind = 'question'");
        await AnswerAsync(long.Parse(post));
        using var saved = await PostAsync(new() { [$"summaries[{post}]"] = "They said: together.", ["version"] = "0" });

        var answers = await host.GetAsync($"/campaigns/questions-week/report/answers?question={post}");

        Assert.Contains("1 answer from 1 account.", Html.Text(answers), StringComparison.Ordinal);
        Assert.Contains("They said: together.", Html.Text(answers), StringComparison.Ordinal);
        Assert.Matches("<textarea id=\"list\" readonly[^>]*>@member_00: We &lt;all&gt; do</textarea>", answers);
        Assert.Contains("They said: together.", await host.ReadAsync("/campaigns/questions-week/report.json"), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PostAsync(Dictionary<string, string> fields, HttpClient? by = null) => host.PostFormAsync(Page, fields, by);

    private async Task<string> LinkAsync() => $"https://x.com/i/status/{await host.Database.TextAsync("SELECT max(remote_id)::text FROM mentions WHERE hidden_at IS NULL AND kind <> 'repost'")}";

    private async Task AnswerAsync(long post)
    {
        await using var connection = await host.Database.DataSource.OpenConnectionAsync();
        var mention = await A.Mention(host.Database.DataSource, await connection.ExecuteScalarAsync<long>("SELECT id FROM authors WHERE handle = 'member_00'"), A.MondayMorning.AddDays(1), kind: "reply", tags: [], text: "We <all> do");
        await A.Found(host.Database.DataSource, mention, await connection.ExecuteScalarAsync<long>("SELECT min(id) FROM watches"));
        await connection.ExecuteAsync(
            "UPDATE mentions SET conversation_id = (SELECT min(dp.remote_id) FROM delivery_parts dp JOIN deliveries d ON d.id = dp.delivery_id WHERE d.post_id = @post) WHERE id = @mention", new { post, mention });
    }

    private async Task<IReadOnlyList<string>> EventsAsync()
    {
        await using var connection = await host.Database.DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("SELECT actor || ': ' || what || ': ' || detail FROM events WHERE what = 'report words changed' ORDER BY id")];
    }
}
