using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Web;

/// <summary>What the checks found, and what was posted by hand, where people look.</summary>
public sealed class CheckPageTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task A_failed_check_is_on_the_post_on_its_card_and_on_today_with_the_next_step()
    {
        await using var dashboard = await DashboardHost.StartAsync(Nine.AddMinutes(-30));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), approvedBy: "Ailsa");
        var delivery = await A.Delivery(db, post);
        await RunAsync(dashboard, $"INSERT INTO delivery_checks VALUES ({delivery}, 'link', '2027-11-15 08:00Z', 'failed', 'link: 404', 'Its link does not answer: 404 at 08:00. Open <it>, and correct the link or mend the page.')");

        foreach (var path in new[] { $"/posts/{post}", "/" })
        {
            var page = await dashboard.ReadAsync(path);
            Assert.Contains("Open <it>, and correct the link or mend the page.", page, StringComparison.Ordinal);
            Assert.Contains("Looked at 08:00 GMT.", page, StringComparison.Ordinal);
        }
        Assert.Contains("link: 404", await dashboard.ReadAsync("/campaigns/questions-week"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_manager_says_whether_a_failed_check_holds_it()
    {
        await using var dashboard = await DashboardHost.StartAsync(Nine.AddMinutes(-30));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), approvedBy: "Ailsa");
        await A.Delivery(db, post);
        Assert.Contains("the managers are told, and it goes out all the same.", await dashboard.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);

        await dashboard.PostFormAsync($"/posts/{post}", new() { ["what"] = "hold-if-fails" });

        Assert.Contains("it is held until somebody resumes it.", await dashboard.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
        Assert.Contains("it is held if one fails", await dashboard.ReadAsync("/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blog_that_waits_says_so_and_a_manager_may_send_it_without_its_page()
    {
        await using var dashboard = await DashboardHost.StartAsync(Nine.AddMinutes(3));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), link: "https://example.org/blog", approvedBy: "Ailsa");
        await A.Delivery(db, post, reason: "Waits for its page: 404 at 09:03", dueAt: Nine.AddMinutes(4));
        await RunAsync(dashboard, "UPDATE deliveries SET waits_for_page = true");

        Assert.Contains("Waits for its page: 404 at 09:03", await dashboard.ReadAsync("/"), StringComparison.Ordinal);
        var page = await dashboard.ReadAsync($"/posts/{post}");
        Assert.Contains("Its page is asked again in 1 min", page, StringComparison.Ordinal);
        Assert.Contains("Do not wait for its page", page, StringComparison.Ordinal);

        await dashboard.PostFormAsync($"/posts/{post}", new() { ["what"] = "do-not-wait", ["account"] = "ScotCoPro" });

        Assert.DoesNotContain("Its page is asked again", await dashboard.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_looks_already_posted_shows_its_link_and_both_ways_out()
    {
        await using var dashboard = await DashboardHost.StartAsync(Nine.AddMinutes(3));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), approvedBy: "Ailsa");
        await A.Delivery(db, post);
        await RunAsync(dashboard, "UPDATE deliveries SET state = 'held', hold_reason = 'twin', twin_url = 'https://x.com/ScotCoPro/status/77', reason = 'Looks already posted by hand: https://x.com/ScotCoPro/status/77'");

        foreach (var path in new[] { "/", $"/posts/{post}" })
        {
            var page = await dashboard.ReadAsync(path);
            Assert.Contains("Looks already posted by hand: https://x.com/ScotCoPro/status/77", page, StringComparison.Ordinal);
            Assert.Contains("Mark it done", page, StringComparison.Ordinal);
            Assert.Contains("Send it anyway", page, StringComparison.Ordinal);
        }
        await dashboard.PostFormAsync($"/posts/{post}", new() { ["what"] = "mark-done", ["account"] = "ScotCoPro" });

        Assert.Contains("Kept as sent, with that link.", await dashboard.ReadAsync($"/posts/{post}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_posted_by_hand_is_in_the_week_on_its_day_and_answers_are_not()
    {
        await using var dashboard = await DashboardHost.StartAsync(Nine.AddHours(3));
        var db = dashboard.Database.DataSource;
        await A.Campaign(db);
        await RunAsync(dashboard, """
            INSERT INTO own_posts (account_id, remote_id, url, text, posted_at, reply_to, adopted_at)
            SELECT id, 5, 'https://x.com/ScotCoPro/status/5', 'Typed on a <phone>', timestamptz '2027-11-15 10:12Z', NULL::bigint, timestamptz '2027-11-15 11:00Z' FROM accounts
             UNION ALL
            SELECT id, 6, 'https://x.com/ScotCoPro/status/6', 'An answer', timestamptz '2027-11-15 10:13Z', 4, timestamptz '2027-11-15 11:00Z' FROM accounts
            """);

        var page = await dashboard.ReadAsync("/campaigns/questions-week");

        Assert.Contains("Posted by hand in X itself, and counted as ours Mon 15 Nov 10:12 @ScotCoPro Typed on a <phone>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("An answer", page, StringComparison.Ordinal);
    }

    private static async Task RunAsync(DashboardHost dashboard, string sql)
    {
        await using var rows = await dashboard.Database.DataSource.OpenConnectionAsync();
        await rows.ExecuteAsync(sql);
    }
}
