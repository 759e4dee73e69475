using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Dapper;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Browser;

/// <summary>What a manager does with the mouse and the keyboard, and what the page does meanwhile.</summary>
public sealed class DeskActionsTests
{
    [Fact]
    public async Task The_red_button_is_found_pressed_twice_and_lifted_again_on_a_telephone()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, await A.Campaign(db), at: A.MondayMorning.AddHours(1), approvedBy: "ann"));
        await using var browser = await OpenAsync(dashboard, "/", 390);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Link, new() { Name = "Stop everything" }).ClickAsync();
        await page.GetByLabel("Why").FillAsync("National mourning");
        await page.GetByRole(AriaRole.Button, new() { Name = "Stop everything…" }).ClickAsync();
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, stop everything now" }).ClickAsync();

        await page.GetByText("What it did").WaitForAsync();
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), "The page is wider than its window.");
        Assert.Equal("National mourning", await OneAsync(dashboard, "SELECT why FROM stop_all"));
        await page.GotoAsync(new Uri(dashboard.Client.BaseAddress!, "/history").AbsoluteUri);
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "See what waits, and lift it" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Lift it: send again" }).ClickAsync();

        await page.GetByText("Posts go out again.").WaitForAsync();
        Assert.Null(await OneAsync(dashboard, "SELECT why FROM stop_all"));
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task A_held_post_is_resumed_from_today()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, await A.Campaign(db), approvedBy: "ann"), "held", "person", "Held by Sam.");
        await using var browser = await OpenAsync(dashboard, "/");

        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Resume" }).ClickAsync();

        await browser.Page.GetByText("Back in the queue.").WaitForAsync();
        Assert.Equal("queued", await OneAsync(dashboard, "SELECT state FROM deliveries"));
    }

    [Fact]
    public async Task The_page_keeps_up_by_itself_and_leaves_alone_what_somebody_types()
    {
        await using var dashboard = await DashboardHost.StartAsync(clock: new CoProWeek.Clock.StepClock(A.MondayMorning));
        var db = dashboard.Database.DataSource;
        var campaign = await A.Campaign(db);
        await using var browser = await OpenAsync(dashboard, "/");
        var page = browser.Page;
        await page.EvaluateAsync("() => { const field = document.createElement('input'); field.id = 'typed'; document.querySelector('main').append(field); field.focus(); }");
        await page.Keyboard.TypeAsync("half a sentence");

        await A.Post(db, campaign, text: "Written by somebody else");
        await page.WaitForFunctionAsync("from => performance.now() > from + 6000", await page.EvaluateAsync<double>("performance.now()"));

        Assert.Equal("half a sentence", await page.EvaluateAsync<string>("document.getElementById('typed')?.value"));
        Assert.Equal(0, await page.GetByText("Written by somebody else").CountAsync());
        await page.EvaluateAsync("() => document.getElementById('typed').remove()");
        await page.GetByText("Written by somebody else").First.WaitForAsync();
        Assert.Empty(browser.Complaints);
    }

    [Fact]
    public async Task The_countdown_counts_each_second_and_tells_no_screen_reader()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var db = dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, await A.Campaign(db), at: A.MondayMorning.AddMinutes(90), approvedBy: "ann"));
        Assert.Contains("in 1 h 30 min", await dashboard.ReadAsync("/"), StringComparison.Ordinal);
        await using var browser = await OpenAsync(dashboard, "/");

        await browser.Page.GetByText("in 1 h 29 min 58 s").WaitForAsync();

        Assert.Equal(0, await browser.Page.Locator("[aria-live], [role=timer]").CountAsync());
        Assert.Empty(browser.Complaints);
    }

    private static async Task<BrowserPage> OpenAsync(DashboardHost dashboard, string path, int width = 1280)
    {
        var browser = await Chromium.OpenAsync(width);
        await browser.SignInAsync(dashboard);
        await browser.GoAsync(new Uri(dashboard.Client.BaseAddress!, path));
        return browser;
    }

    private static async Task<string?> OneAsync(DashboardHost dashboard, string sql)
    {
        await using var rows = await dashboard.Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<string?>(sql);
    }
}
