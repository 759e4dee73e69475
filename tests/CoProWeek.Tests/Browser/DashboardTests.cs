using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;

namespace CoProWeek.Tests.Browser;

/// <summary>The dashboard as a browser sees it.</summary>
public sealed class DashboardTests
{
    [Theory]
    [InlineData("/", 1280)]
    [InlineData("/", 390)]
    [InlineData("/campaigns/questions-week", 1280)]
    [InlineData("/campaigns/questions-week", 390)]
    [InlineData("/posts/{post}", 1280)]
    [InlineData("/posts/{post}", 390)]
    [InlineData("/posts/{post}/take-down", 390)]
    [InlineData("/stop", 1280)]
    [InlineData("/stop", 390)]
    [InlineData("/stop?why=Mourning", 390)]
    [InlineData("/history", 1280)]
    [InlineData("/history", 390)]
    [InlineData("/campaigns/questions-week/report", 1280)]
    [InlineData("/campaigns/questions-week/report", 390)]
    [InlineData("/accounts", 1280)]
    [InlineData("/accounts", 390)]
    [InlineData("/people", 1280)]
    [InlineData("/people", 390)]
    [InlineData("/me", 390)]
    [InlineData("/sign-in", 390)]
    [InlineData("/sign-in", 1280)]
    [InlineData("/nothing-here", 390)]
    public async Task A_page_complains_of_nothing_asks_nobody_else_and_can_be_read_by_everyone(string path, int width)
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await AWeekAsync(dashboard);
        await using var browser = await Chromium.OpenAsync(width);
        if (path != "/sign-in")
            await browser.SignInAsync(dashboard);

        await browser.GoAsync(new Uri(dashboard.Client.BaseAddress!, path.Replace("{post}", post.ToString(), StringComparison.Ordinal)));

        await browser.KeepPictureAsync($"{path.Trim('/').Replace('/', '-')}-{width}");

        Assert.DoesNotContain(browser.Complaints, said => path != "/nothing-here" || !said.Contains("404", StringComparison.Ordinal));
        Assert.All(browser.Requests, address => Assert.StartsWith(dashboard.Client.BaseAddress!.AbsoluteUri, address, StringComparison.Ordinal));
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.False(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), "The page is wider than its window.");
    }

    private static async Task<long> AWeekAsync(DashboardHost dashboard)
    {
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Slot(db, campaign);
        await A.Delivery(db, await A.Post(db, campaign, at: A.MondayMorning.AddHours(-1), approvedBy: "Ailsa"), "sent");
        await A.Delivery(db, await A.Post(db, campaign, at: A.MondayMorning.AddHours(3), approvedBy: "Ailsa", text: "Who decides? #CoProWeekScot https://example.org/a"));
        await A.Post(db, campaign, at: A.MondayMorning.AddDays(1));
        var held = await A.Post(db, campaign, at: A.MondayMorning.AddHours(-2), approvedBy: "Ailsa");
        await A.Picture(db, held, await A.Media(db));
        await A.Attempt(db, await A.Delivery(db, held, "held", "undecided", "X: no answer came; look at the timeline"), "unknown");
        await A.Mention(db, await A.Author(db, "Ailsa_with_a_long_nam", followers: 40), A.MondayMorning.AddHours(-1), [1_204, 9, 2, 4, 1, 0]);
        return held;
    }
}
