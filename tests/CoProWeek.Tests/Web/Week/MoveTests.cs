using System.Net;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web;

public sealed class MoveTests
{
    [Fact]
    public async Task A_post_is_moved_to_another_day_and_its_approval_ends_as_was_said_before()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var campaign = await A.Campaign(dashboard.Database.DataSource);
        var post = await A.Post(dashboard.Database.DataSource, campaign, approvedBy: "Ann");
        await A.Post(dashboard.Database.DataSource, campaign, text: "The other one", at: A.MondayMorning.AddDays(2).AddMinutes(5));

        var before = await dashboard.ReadAsync($"/posts/{post}/move?day=2027-11-17&time=09:00");
        Assert.Contains("Ann approved it for another time. That ends", before, StringComparison.Ordinal);
        Assert.Contains("It goes out on Wed 17 Nov 09:00 GMT; if late, not after 20:00 GMT.", before, StringComparison.Ordinal);
        Assert.Contains("Close by, at 09:05, stands a blog: “The other one”", before, StringComparison.Ordinal);
        using var response = await MoveAsync(dashboard, post, "2027-11-17", "09:00");

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.Contains("That ends: it is a draft", await dashboard.ReadAsync("/campaigns/questions-week"), StringComparison.Ordinal);
        Assert.Equal("2027-11-17 09:00 draft", await WhereAsync(dashboard, post));
    }

    [Fact]
    public async Task A_post_becomes_a_spare_and_a_spare_is_put_into_a_gap_in_one_step()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db, days: 1);
        await A.Slot(db, campaign, "vision", "16:30", "Vision");
        var post = await A.Post(db, campaign, kind: "vision", text: "A ready vision", at: A.MondayMorning.AddHours(7.5));
        (await MoveAsync(dashboard, post, "", "")).Dispose();
        Assert.Equal("spare", await WhereAsync(dashboard, post));

        var week = await dashboard.GetAsync("/campaigns/questions-week");
        Assert.Contains("Still to fill: no vision on Monday", Html.Text(week), StringComparison.Ordinal);
        Assert.Contains("Spare: A ready vision Put it here", Html.Text(week), StringComparison.Ordinal);
        Assert.Contains("/campaigns/questions-week/posts/new?day=2027-11-15&amp;time=16:30&amp;kind=vision", week, StringComparison.Ordinal);
        using var put = await dashboard.PostFormAsync("/campaigns/questions-week", new() { ["day"] = "2027-11-15", ["time"] = "16:30", ["version"] = Html.Version(week) }, to: $"/posts/{post}/move");

        Assert.Equal("2027-11-15 16:30 draft", await WhereAsync(dashboard, post));
    }

    [Fact]
    public async Task A_post_changed_by_somebody_else_meanwhile_is_not_moved_and_it_is_told()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await A.Post(dashboard.Database.DataSource, await A.Campaign(dashboard.Database.DataSource));
        var version = Html.Version(await dashboard.GetAsync($"/posts/{post}/move"));
        await using var connection = await dashboard.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE posts SET text = 'Other words', edited_by = 'Kirsty' WHERE id = @post", new { post });

        using var response = await MoveAsync(dashboard, post, "2027-11-17", "09:00", version);

        Assert.Contains("Kirsty changed it (Sat 16 Oct 10:00 BST) while you looked", Html.Text(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("2027-11-15 09:00 draft", await WhereAsync(dashboard, post));
    }

    [Theory]
    [InlineData("2028-01-01", "09:00", "Choose a day from")]
    [InlineData("2027-11-17", "", "Give it a time")]
    public async Task A_day_outside_and_no_time_are_refused_in_words(string day, string time, string words)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await A.Post(dashboard.Database.DataSource, await A.Campaign(dashboard.Database.DataSource));

        using var response = await MoveAsync(dashboard, post, day, time);

        Assert.Contains(words, Html.Text(await response.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_out_stays_an_author_moves_drafts_alone_and_a_reviewer_sees_no_move()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        var sent = await A.Post(db, campaign, approvedBy: "Ann");
        await A.Delivery(db, sent, "sent");
        var approved = await A.Post(db, campaign, at: A.MondayMorning.AddDays(1), approvedBy: "Ann");
        var draft = await A.Post(db, campaign, at: A.MondayMorning.AddDays(2));
        var (author, reviewer) = (await dashboard.SignInAsync("author"), await dashboard.SignInAsync("reviewer"));
        var week = new Uri("/campaigns/questions-week", UriKind.Relative);

        Assert.Contains("Stays here: it is sent as @ScotCoPro", await dashboard.ReadAsync("/campaigns/questions-week"), StringComparison.Ordinal);
        Assert.Contains($"/posts/{approved}/move", await dashboard.GetAsync("/campaigns/questions-week"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/posts/{approved}/move", await author.GetStringAsync(week), StringComparison.Ordinal);
        Assert.Contains($"/posts/{draft}/move", await author.GetStringAsync(week), StringComparison.Ordinal);
        Assert.DoesNotContain("/move", await reviewer.GetStringAsync(week), StringComparison.Ordinal);
        using var refused = await reviewer.GetAsync(new Uri($"/posts/{draft}/move", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("ask a manager to move it", Html.Text(await author.GetStringAsync(new Uri($"/posts/{approved}/move", UriKind.Relative))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_says_in_short_words_what_stands_against_its_post()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), kind: "vision", permission: "", text: new string('a', 323));
        await A.Picture(db, post, await A.Media(db), altText: "");

        Assert.Contains("no alt text no permission no credit 43 over not approved", await dashboard.ReadAsync("/week"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_waits_to_go_out_is_cancelled_when_its_post_moves()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), at: A.MondayMorning.AddDays(1), approvedBy: "Ann");
        var delivery = await A.Delivery(db, post);

        (await MoveAsync(dashboard, post, "2027-11-18", "10:30")).Dispose();

        Assert.Equal("2027-11-18 10:30 draft", await WhereAsync(dashboard, post));
        await using var connection = await db.OpenConnectionAsync();
        Assert.Equal("cancelled", await connection.ExecuteScalarAsync<string>("SELECT state FROM deliveries WHERE id = @delivery", new { delivery }));
    }

    [Fact]
    public async Task Every_week_that_the_campaign_touches_is_shown_whole_with_its_posts()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Post(db, await A.Campaign(db), text: "Ten days to go", at: A.MondayMorning.AddDays(-10));

        var html = await dashboard.GetAsync("/campaigns/questions-week/month");

        Assert.Equal(35, html.Split("role=\"cell\"").Length - 1);
        Assert.Contains("1 Nov", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("5 Dec", Html.Text(html), StringComparison.Ordinal);
        Assert.Contains("09:00 Ten days to go Draft", Html.Text(html), StringComparison.Ordinal);
        using var unknown = await dashboard.Client.GetAsync(new Uri("/campaigns/none/month", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    private static async Task<HttpResponseMessage> MoveAsync(DashboardHost dashboard, long post, string day, string time, string? version = null) =>
        await dashboard.PostFormAsync($"/posts/{post}/move", new()
        {
            ["day"] = day,
            ["time"] = time,
            ["version"] = version ?? Html.Version(await dashboard.GetAsync($"/posts/{post}/move")),
        });

    private static async Task<string?> WhereAsync(DashboardHost dashboard, long post)
    {
        await using var connection = await dashboard.Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string>(
            "SELECT coalesce(slot_on || ' ' || to_char(slot_time, 'HH24:MI') || ' ' || CASE WHEN approved_by IS NULL THEN 'draft' ELSE 'approved' END, 'spare') FROM posts WHERE id = @post", new { post });
    }
}
