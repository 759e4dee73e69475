using System.Net;
using System.Text.RegularExpressions;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

public sealed class WeekTests
{
    private static readonly DateTimeOffset Monday9 = A.MondayMorning;

    [Fact]
    public async Task An_empty_database_says_what_to_do_next()
    {
        await using var dashboard = await DashboardHost.StartAsync();

        Assert.Contains("href=\"/campaigns/new\"", await dashboard.GetAsync("/week"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_required_place_without_a_post_is_a_gap_named_by_its_day()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Slot(db, campaign, "vision", "16:30", "Vision");
        await A.Slot(db, campaign, "story", "18:00", "Story", required: false);
        foreach (var day in new[] { 0, 1, 3, 4 })
            await A.Post(db, campaign, kind: "vision", at: Monday9.AddDays(day).AddHours(7.5));

        var page = await dashboard.ReadAsync("/campaigns/questions-week");

        Assert.Contains("Wednesday has no vision Gap", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Tuesday has no", page, StringComparison.Ordinal);
        Assert.DoesNotContain("has no story", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_post_that_was_moved_still_fills_the_place_of_its_kind_and_a_cancelled_one_does_not()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db, days: 2);
        await A.Slot(db, campaign, "blog", "09:00", "Blog");
        await A.Post(db, campaign, at: Monday9.AddHours(2));
        await A.Delivery(db, await A.Post(db, campaign, at: Monday9.AddDays(1), approvedBy: "ann"), "cancelled");

        var page = await dashboard.ReadAsync("/week");

        Assert.DoesNotContain("Monday has no", page, StringComparison.Ordinal);
        Assert.Contains("Tuesday has no blog", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_day_reads_from_morning_to_evening_whether_in_a_slot_or_not()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db, days: 1);
        await A.Slot(db, campaign, "blog", "09:00");
        await A.Slot(db, campaign, "question", "12:00");
        await A.Post(db, campaign, kind: "thanks", text: "Fourth", at: Monday9.AddHours(8));
        await A.Post(db, campaign, kind: "question", text: "Third", at: Monday9.AddHours(3));
        await A.Post(db, campaign, kind: "event", text: "Second", at: Monday9.AddHours(1));
        await A.Post(db, campaign, kind: "blog", text: "First", at: Monday9);

        Assert.Matches("09:00 blog First .*10:00 event Second .*12:00 question Third .*17:00 thanks Fourth", await dashboard.ReadAsync("/week"));
    }

    [Fact]
    public async Task What_lies_before_and_after_the_week_has_its_own_list_and_spares_come_last()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Post(db, campaign, text: "Three days to go", at: Monday9.AddDays(-3));
        await A.Post(db, campaign, text: "What comes next", at: Monday9.AddDays(9));
        await A.Post(db, campaign, text: "In reserve", spare: true);

        var html = await dashboard.GetAsync("/week");

        Assert.Contains("Fri 12 Nov 09:00", Html.Section(html, "run-up"), StringComparison.Ordinal);
        Assert.Contains("Three days to go", Html.Section(html, "run-up"), StringComparison.Ordinal);
        Assert.Contains("Wed 24 Nov 09:00", Html.Section(html, "follow-up"), StringComparison.Ordinal);
        Assert.Contains("In reserve", Html.Section(html, "spares"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queued", null, "Queued")]
    [InlineData("held", "person", "Held")]
    [InlineData("held", "undecided", "Undecided")]
    [InlineData("sending", null, "Sending")]
    [InlineData("unknown", null, "Unknown")]
    [InlineData("sent", null, "Sent")]
    [InlineData("failed", null, "Failed")]
    [InlineData("missed", null, "Missed")]
    [InlineData("cancelled", null, "Cancelled")]
    [InlineData("removed", null, "Removed")]
    public async Task Every_state_has_its_word_and_a_shape(string state, string? holdReason, string word)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, await A.Campaign(db), approvedBy: "ann"), state, holdReason);

        var html = await dashboard.GetAsync("/week");
        var shape = Regex.Match(html, $"""<svg aria-hidden="true"><use href="#([a-z-]+)"/></svg>{word}</span>""", RegexOptions.None, TimeSpan.FromSeconds(5)).Groups[1].Value;

        Assert.Matches($"""<symbol id="{shape}" viewBox="0 0 16 16"><path d="[^"]+"/>""", html);
    }

    [Fact]
    public async Task Of_two_accounts_the_one_that_needs_a_person_gives_the_word()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        long[] both = [await A.Account(db), await A.Account(db, "Second")];
        var post = await A.Post(db, await A.Campaign(db, accounts: both), approvedBy: "ann", accounts: both);
        await A.Delivery(db, post, "sent", account: both[0]);
        await A.Delivery(db, post, "missed", account: both[1]);

        Assert.Contains("1 Missed", await dashboard.ReadAsync("/week"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_campaigns_can_be_switched_between_and_an_unknown_one_is_not_found()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Campaign(db);
        await A.Campaign(db, "visions-2026", "A Shared Vision", from: new(2026, 11, 16), accounts: []);

        Assert.Contains("href=\"/campaigns/visions-2026\"", await dashboard.GetAsync("/week"), StringComparison.Ordinal);
        Assert.Contains("16 to 20 November 2026", await dashboard.ReadAsync("/campaigns/visions-2026"), StringComparison.Ordinal);
        using var response = await dashboard.Client.GetAsync(new Uri("/campaigns/none", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("There is no such page", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
