using System.Net;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web.Actions;

/// <summary>Each button of a post's page: what its row is afterwards, and what X received: nothing, for the worker sends.</summary>
public sealed class PostButtonTests
{
    private const string Link = "https://x.com/ScotCoPro/status/1999999999999999999";

    [Theory]
    [InlineData("queued", null, "hold", null, "held", "person")]
    [InlineData("held", "person", "resume", null, "queued", null)]
    [InlineData("held", "token", "resume", null, "queued", null)]
    [InlineData("held", "person", "send-now", null, "queued", null)]
    [InlineData("queued", null, "send-now", null, "queued", null)]
    [InlineData("queued", null, "draft", null, "cancelled", null)]
    [InlineData("held", "check", "draft", null, "cancelled", null)]
    [InlineData("held", "undecided", "did-not", null, "queued", null)]
    [InlineData("held", "undecided", "went-out", Link, "sent", null)]
    [InlineData("queued", null, "went-out", Link, "sent", null)]
    [InlineData("failed", null, "went-out", Link, "sent", null)]
    [InlineData("missed", null, "went-out", Link, "sent", null)]
    [InlineData("unknown", null, "went-out", Link, "sent", null)]
    public async Task A_button_moves_the_delivery_and_the_history_says_who(string state, string? holdReason, string what, string? link, string after, string? holdAfter)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await PostAsync(dashboard, state, holdReason);

        using var answer = await PressAsync(dashboard, post, what, link);

        Assert.Equal((HttpStatusCode.Redirect, $"/posts/{post}"), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.Equal((after, holdAfter), await StateAsync(dashboard, post));
        await using var rows = await dashboard.Database.DataSource.OpenConnectionAsync();
        if (state != after)
            Assert.Equal("Ailsa", await rows.ExecuteScalarAsync<string>("SELECT actor FROM events WHERE post_id = @post AND delivery_id IS NOT NULL ORDER BY id DESC LIMIT 1", new { post }));
        Assert.Contains("role=\"status\"", await dashboard.GetAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sent", null, "hold")]
    [InlineData("held", "undecided", "resume")]
    [InlineData("missed", null, "send-now")]
    [InlineData("sent", null, "draft")]
    [InlineData("queued", null, "did-not")]
    [InlineData("sent", null, "went-out")]
    [InlineData("queued", null, "burn")]
    public async Task A_button_that_came_too_late_says_why_and_moves_nothing(string state, string? holdReason, string what)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await PostAsync(dashboard, state, holdReason);

        using var answer = await PressAsync(dashboard, post, what, Link);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("role=\"alert\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((state, holdReason), await StateAsync(dashboard, post));
    }

    [Fact]
    public async Task A_link_that_is_none_is_refused_and_kept()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await PostAsync(dashboard, "missed");

        using var answer = await PressAsync(dashboard, post, "went-out", "https://example.org/mine");

        var html = await answer.Content.ReadAsStringAsync();
        Assert.Contains("is not the address of a post", html, StringComparison.Ordinal);
        Assert.Contains("value=\"https://example.org/mine\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("author")]
    [InlineData("reviewer")]
    public async Task Only_a_manager_presses_them(string role)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await PostAsync(dashboard, "queued");
        var other = await dashboard.SignInAsync(role);

        foreach (var what in new[] { "approve", "draft", "hold", "resume", "send-now", "did-not", "went-out" })
        {
            using var answer = await dashboard.PostFormAsync($"/posts/{post}", new() { ["what"] = what, ["account"] = "ScotCoPro", ["link"] = Link }, other);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        Assert.Equal("queued", (await StateAsync(dashboard, post)).State);
        Assert.DoesNotContain("name=\"what\"", await other.GetStringAsync(new Uri($"/posts/{post}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_today_it_goes_back_to_today_and_never_to_another_house()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await PostAsync(dashboard, "held", "person");

        using var back = await dashboard.PostFormAsync("/", new() { ["what"] = "resume", ["account"] = "ScotCoPro", ["back"] = "/" }, to: $"/posts/{post}");
        Assert.Equal("/", back.Headers.Location!.OriginalString);
        using var away = await dashboard.PostFormAsync("/", new() { ["what"] = "hold", ["account"] = "ScotCoPro", ["back"] = "https://evil.example/" }, to: $"/posts/{post}");
        Assert.Equal($"/posts/{post}", away.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task A_button_acts_on_its_own_account_alone()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await PostAsync(dashboard, "queued");
        await A.Delivery(dashboard.Database.DataSource, post, account: await A.Account(dashboard.Database.DataSource, "Second"));

        using var answer = await PressAsync(dashboard, post, "hold");

        await using var rows = await dashboard.Database.DataSource.OpenConnectionAsync();
        Assert.Equal(["held", "queued"], await rows.QueryAsync<string>("SELECT state FROM deliveries ORDER BY id"));
    }

    [Fact]
    public async Task Approved_as_it_was_read_it_is_queued_and_can_be_taken_back()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.MondayMorning.AddHours(-2));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db));

        using var approved = await PressAsync(dashboard, post, "approve", seen: await SeenAsync(dashboard, post));
        Assert.Equal(HttpStatusCode.Redirect, approved.StatusCode);
        Assert.Contains("Approved. It goes out Mon 15 Nov 09:00 GMT.", await dashboard.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
        Assert.Equal("queued", (await StateAsync(dashboard, post)).State);

        using var back = await PressAsync(dashboard, post, "draft");
        Assert.Contains("Not approved: it is a draft", await dashboard.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
        Assert.Equal("cancelled", (await StateAsync(dashboard, post)).State);
    }

    [Fact]
    public async Task What_was_changed_while_it_was_read_is_not_approved()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.MondayMorning.AddHours(-2));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db));
        var seen = await SeenAsync(dashboard, post);
        await using (var rows = await db.OpenConnectionAsync())
            await rows.ExecuteAsync("UPDATE posts SET text = 'Other words', edited_by = 'Sam', edited_at = @at", new { at = A.MondayMorning });

        using var answer = await PressAsync(dashboard, post, "approve", seen: seen);

        Assert.Contains("Sam changed it while you were reading.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Not approved: it is a draft", await dashboard.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    private static async Task<long> PostAsync(DashboardHost dashboard, string state, string? holdReason = null)
    {
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), approvedBy: "ann");
        await A.Delivery(db, post, state, holdReason);
        return post;
    }

    private static Task<HttpResponseMessage> PressAsync(DashboardHost dashboard, long post, string what, string? link = null, string? seen = null) =>
        dashboard.PostFormAsync($"/posts/{post}", new() { ["what"] = what, ["account"] = "ScotCoPro", ["link"] = link ?? "", ["seen"] = seen ?? "" });

    private static async Task<string> SeenAsync(DashboardHost dashboard, long post)
    {
        const string Field = "name=\"seen\" value=\"";
        var html = await dashboard.GetAsync($"/posts/{post}");
        var at = html.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        return html[at..html.IndexOf('"', at)];
    }

    private static async Task<(string State, string? HoldReason)> StateAsync(DashboardHost dashboard, long post)
    {
        await using var rows = await dashboard.Database.DataSource.OpenConnectionAsync();
        return await rows.QueryFirstAsync<(string, string?)>("SELECT state, hold_reason FROM deliveries WHERE post_id = @post ORDER BY id DESC", new { post });
    }
}
