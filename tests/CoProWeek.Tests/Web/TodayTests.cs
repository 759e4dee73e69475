using CoProWeek.Clock;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

public sealed class TodayTests
{
    private static readonly DateTimeOffset Monday9 = A.MondayMorning;

    [Fact]
    public async Task An_empty_database_says_what_to_do_next()
    {
        await using var dashboard = await DashboardHost.StartAsync();

        var page = await dashboard.ReadAsync("/");

        Assert.Contains("Nothing is planned yet", page, StringComparison.Ordinal);
        Assert.Contains("Set up a week", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_post_stands_with_its_day_wall_time_zone_and_how_long_until_then()
    {
        await using var dashboard = await DashboardHost.StartAsync(Monday9.AddHours(-2).AddMinutes(-14));
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Delivery(db, await A.Post(db, campaign, text: "The later one", at: Monday9.AddHours(3), approvedBy: "ann"));
        await A.Delivery(db, await A.Post(db, campaign, text: "Good morning", latestAt: Monday9.AddHours(11), approvedBy: "ann"));

        var next = Html.Section(await dashboard.GetAsync("/"), "next");

        Assert.Contains("Mon 15 Nov 09:00 GMT in 2 h 14 min", next, StringComparison.Ordinal);
        Assert.Contains("Good morning", next, StringComparison.Ordinal);
        Assert.Contains("As @ScotCoPro. If late, not after 20:00 GMT.", next, StringComparison.Ordinal);
        Assert.DoesNotContain("The later one", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_summer_the_zone_is_summer_time()
    {
        var october = new DateTimeOffset(2027, 10, 22, 8, 0, 0, TimeSpan.Zero);
        await using var dashboard = await DashboardHost.StartAsync(october.AddDays(-1));
        var db = dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, await A.Campaign(db), at: october, approvedBy: "ann"));

        Assert.Contains("Fri 22 Oct 09:00 BST", await dashboard.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_the_network_put_off_says_when_it_is_tried_again_and_why()
    {
        await using var dashboard = await DashboardHost.StartAsync(Monday9.AddMinutes(1));
        var db = dashboard.Database.DataSource;
        var post = await A.Post(db, await A.Campaign(db), approvedBy: "ann");
        await A.Delivery(db, post, dueAt: Monday9.AddMinutes(15), reason: "X: too many posts, asked again at 09:15.");

        var next = Html.Section(await dashboard.GetAsync("/"), "next");

        Assert.Contains("Mon 15 Nov 09:15 GMT in 14 min", next, StringComparison.Ordinal);
        Assert.Contains("Planned for 09:00 GMT. X: too many posts", next, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_sent_today_has_its_link()
    {
        await using var dashboard = await DashboardHost.StartAsync(Monday9.AddHours(1));
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Delivery(db, await A.Post(db, campaign, approvedBy: "ann"), "sent");
        await A.Delivery(db, await A.Post(db, campaign, at: Monday9.AddHours(3), approvedBy: "ann"));

        var html = await dashboard.GetAsync("/");

        Assert.Contains("1 of 2 posts sent.", Html.Section(html, "today"), StringComparison.Ordinal);
        Assert.Matches("""href="https://x\.com/ScotCoPro/status/\d+" rel="noreferrer">See the post""", html);
    }

    [Fact]
    public async Task Drafts_due_within_two_days_wait_for_approval_and_later_ones_are_not_mentioned()
    {
        await using var dashboard = await DashboardHost.StartAsync(Monday9);
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Post(db, campaign, reference: "tue-blog", at: Monday9.AddDays(1));
        await A.Post(db, campaign, reference: "fri-blog", at: Monday9.AddDays(4));

        var drafts = Html.Section(await dashboard.GetAsync("/"), "drafts");

        Assert.Contains("Tue 16 Nov 09:00 GMT", drafts, StringComparison.Ordinal);
        Assert.Contains("Read and approve", drafts, StringComparison.Ordinal);
        Assert.DoesNotContain("Fri 19 Nov", drafts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_nobody_approved_in_time_is_said_not_to_have_gone_out()
    {
        await using var dashboard = await DashboardHost.StartAsync(Monday9.AddHours(3));
        var db = dashboard.Database.DataSource;
        await A.Post(db, await A.Campaign(db), latestAt: Monday9.AddHours(2));

        var html = await dashboard.GetAsync("/");

        Assert.Contains("Nobody approved it in time, so it did not go out.", Html.Section(html, "today"), StringComparison.Ordinal);
        Assert.DoesNotContain("Read and approve", Html.Section(html, "drafts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_place_that_is_empty_tomorrow_is_seen_today()
    {
        await using var dashboard = await DashboardHost.StartAsync(Monday9);
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Slot(db, campaign, "question", "12:00", "Big Question");
        await A.Delivery(db, await A.Post(db, campaign, kind: "question", at: Monday9.AddHours(3), approvedBy: "ann"));

        var html = await dashboard.GetAsync("/");

        Assert.DoesNotContain("Gap", Html.Section(html, "today"), StringComparison.Ordinal);
        Assert.Contains("12:00 Big Question Gap Nothing is planned for this place.", Html.Section(html, "tomorrow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_all_has_gone_out_it_says_so()
    {
        await using var dashboard = await DashboardHost.StartAsync(Monday9.AddDays(7));
        var db = dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, await A.Campaign(db), approvedBy: "ann"), "sent");

        Assert.Contains("1 of 1 planned post of Big Questions Week went out.", await dashboard.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_campaign_that_runs_now_comes_before_the_next_one()
    {
        await using var dashboard = await DashboardHost.StartAsync(Monday9);
        var db = dashboard.Database.DataSource;
        await A.Campaign(db, "next-year", "The year after", from: new(2028, 11, 13), accounts: []);
        await A.Campaign(db, "this-year", "This year");

        Assert.Contains("This year 15 to 19 November 2027", await dashboard.ReadAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_clock_is_called_a_rehearsal_and_the_page_keeps_up_unless_told_not_to()
    {
        await using var rehearsal = await DashboardHost.StartAsync(clock: new StepClock(Monday9.AddMinutes(2)));
        await using var real = await DashboardHost.StartAsync();
        await A.Campaign(rehearsal.Database.DataSource);

        Assert.Contains("Rehearsal. Nothing here reaches X", await rehearsal.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("the campaign clock says Mon 15 Nov 09:02 GMT", await rehearsal.ReadAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("Rehearsal", await real.ReadAsync("/"), StringComparison.Ordinal);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"5\">", await rehearsal.GetAsync("/"), StringComparison.Ordinal);
        Assert.Contains("<noscript><meta http-equiv=\"refresh\" content=\"60\">", await real.GetAsync("/"), StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", await real.GetAsync("/?still"), StringComparison.Ordinal);
        Assert.DoesNotMatch("data-live=\"[0-9]", await real.GetAsync("/?still"));
    }
}
