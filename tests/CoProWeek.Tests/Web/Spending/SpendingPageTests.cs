using System.Net;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web.Spending;

/// <summary>What it has cost, what it will cost, and the limits.</summary>
public sealed class SpendingPageTests
{
    [Fact]
    public async Task The_page_shows_each_day_by_kind_the_limits_and_what_the_plan_will_still_cost()
    {
        await using var dashboard = await DashboardHost.StartAsync(settings: new() { ["Spending:DayCap"] = "5", ["Spending:CampaignCap"] = "50" });
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Post(db, campaign, at: A.MondayMorning.AddDays(1), text: "Read https://example.org/");
        await A.Post(db, campaign, at: A.MondayMorning.AddDays(2), text: "Plain");
        await A.Post(db, campaign, at: A.MondayMorning.AddDays(-2), text: "Past");
        await A.Post(db, campaign, spare: true);
        await Support.Spending.SpendAsync(db, 1, campaign, "post-link", 1, 0.2m);
        await Support.Spending.SpendAsync(db, 1, campaign, "read", 208, 0.005m);
        await Support.Spending.SpendAsync(db, 1, campaign, "post", 2, 0.015m, A.MondayMorning.AddDays(-1));

        var page = await dashboard.ReadAsync("/spending");

        Assert.Contains("Today $1.24 of $5.00", page, StringComparison.Ordinal);
        Assert.Contains("The campaign so far $1.27 of $50.00", page, StringComparison.Ordinal);
        Assert.Contains("Still to go out $0.215 What 2 planned posts will cost, drafts too.", page, StringComparison.Ordinal);
        Assert.Contains("Mon 15 Nov posts of others read 208 $1.04 posts with a link 1 $0.20 Together $1.24 Sun 14 Nov posts 2 $0.03 Together $0.03", page, StringComparison.Ordinal);
        Assert.Contains("is not X’s bill", page, StringComparison.Ordinal);
        Assert.Contains("Money: $1.24 of $5.00 today, $1.27 of $50.00 for the campaign.", Html.Section(await dashboard.GetAsync("/"), "health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_limits_and_without_spending_it_says_so_and_a_limit_that_is_reached_is_ill()
    {
        await using var none = await DashboardHost.StartAsync();
        Assert.Contains("No limit for a day is set.", await none.ReadAsync("/spending"), StringComparison.Ordinal);

        await using var full = await DashboardHost.StartAsync(settings: new() { ["Spending:DayCap"] = "1" });
        var campaign = await A.Campaign(full.Database.DataSource);
        await Support.Spending.SpendAsync(full.Database.DataSource, 1, campaign, "post-link", 5, 0.2m);
        Assert.Contains("Money: $1.00 of $1.00 today, $1.00 for the campaign. The limit is reached: posts that cost are held.", Html.Section(await full.GetAsync("/"), "health"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Used_up_credits_are_told_and_a_manager_lets_X_be_asked_again()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Delivery(db, await A.Post(db, campaign, at: A.MondayMorning.AddHours(1), approvedBy: "ann"), "held", "budget", "X: no money");
        await Support.Spending.DoAsync(db, "INSERT INTO credit_stops (account_id, since, why, probe_at) VALUES (1, @since, 'X: the credits are used up (402).', @probe)", new { since = A.MondayMorning.AddMinutes(-20), probe = A.MondayMorning.AddMinutes(40) });
        Assert.Contains("@ScotCoPro X: the credits are used up (402). One call is tried at 09:40 GMT. It is topped up", Html.Section(await dashboard.GetAsync("/"), "health"), StringComparison.Ordinal);
        Assert.Contains("X has no credits left for @ScotCoPro", await dashboard.ReadAsync("/spending"), StringComparison.Ordinal);

        using var answer = await dashboard.PostFormAsync("/spending", new() { ["account"] = "1" }, to: "/spending?handler=AskAgain");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await dashboard.ReadAsync("/spending");
        Assert.Contains("X is asked again. 1 post back in the queue.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("no credits left", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_managers_see_what_it_costs()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        using var author = await dashboard.SignInAsync("author");

        using var answer = await author.GetAsync(new Uri("/spending", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.DoesNotContain("/spending", await author.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
    }
}
