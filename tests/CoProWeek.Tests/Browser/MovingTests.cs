using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Dapper;

namespace CoProWeek.Tests.Browser;

/// <summary>Moving a post by mouse and by keys.</summary>
public sealed class MovingTests
{
    private const string Week = "/campaigns/questions-week";

    [Fact]
    public async Task A_card_is_dragged_to_another_day()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await AWeekAsync(dashboard);
        await using var browser = await OpenAsync(dashboard, Week);

        await browser.Page.DragAndDropAsync($"#post-{post}", "[data-day='2027-11-17'][data-time='09:00']");

        await browser.Page.GetByText("Moved:").WaitForAsync();
        Assert.Equal("2027-11-17", await DayAsync(dashboard, post));
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_card_is_moved_by_keys_and_what_happens_is_announced()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var post = await AWeekAsync(dashboard);
        await using var browser = await OpenAsync(dashboard, Week);
        var link = browser.Page.Locator($"#post-{post} .card-move");
        var said = browser.Page.Locator("#moving");

        await link.PressAsync("Enter");
        Assert.Contains("Choose a place with the arrow keys", await said.TextContentAsync(), StringComparison.Ordinal);
        await browser.Page.Keyboard.PressAsync("ArrowRight");
        Assert.Equal("Tuesday 16 November 2027, 09:00 blog, empty", await said.TextContentAsync());
        await browser.Page.Keyboard.PressAsync("Escape");
        Assert.Contains("stays where it is", await said.TextContentAsync(), StringComparison.Ordinal);
        await link.PressAsync("m");
        await browser.Page.Keyboard.PressAsync("ArrowRight");
        await browser.Page.Keyboard.PressAsync("Enter");

        await browser.Page.GetByText("Moved:").WaitForAsync();
        Assert.Equal("2027-11-16", await DayAsync(dashboard, post));
    }

    private static async Task<BrowserPage> OpenAsync(DashboardHost dashboard, string path, int width = 1280)
    {
        var browser = await Chromium.OpenAsync(width);
        await browser.SignInAsync(dashboard);
        await browser.GoAsync(new Uri(dashboard.Client.BaseAddress!, path));
        return browser;
    }

    private static async Task<long> AWeekAsync(DashboardHost dashboard)
    {
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await A.Slot(db, campaign);
        await A.Slot(db, campaign, "vision", "16:30", "Vision");
        var post = await A.Post(db, campaign, at: A.MondayMorning, text: "Who decides? #CoProWeekScot");
        await A.Delivery(db, await A.Post(db, campaign, kind: "vision", at: A.MondayMorning.AddHours(7.5), approvedBy: "Ann"), "sent");
        await A.Post(db, campaign, kind: "vision", credit: "Somebody", text: "A vision kept ready", spare: true);
        await A.Post(db, campaign, text: "Three days to go", at: A.MondayMorning.AddDays(-3));
        return post;
    }

    private static async Task<string?> DayAsync(DashboardHost dashboard, long post)
    {
        await using var connection = await dashboard.Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<string>("SELECT slot_on::text FROM posts WHERE id = @post", new { post });
    }
}
