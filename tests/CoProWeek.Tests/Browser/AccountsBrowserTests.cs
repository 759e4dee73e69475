using CoProWeek.Networks;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Browser;

/// <summary>An account is given its keys by a person with a browser.</summary>
public sealed class AccountsBrowserTests
{
    [Theory]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Keys_are_pasted_refused_put_right_and_what_was_held_is_resumed(int width, ColorScheme scheme)
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);
        var db = desk.Dashboard.Database.DataSource;
        await A.Delivery(db, await A.Post(db, desk.Campaign, at: A.MondayMorning.AddHours(1), approvedBy: "ann"), "held", "token", "X: no keys");
        await A.Delivery(db, await A.Post(db, desk.Campaign, at: A.MondayMorning.AddHours(2), approvedBy: "ann"));
        await A.Account(db, "team_two_with_a_very_long_name", pausedWhy: "Handover");
        await using var browser = await OpenAsync(desk, "/accounts", width, scheme);
        var page = browser.Page;
        await LookAsync(browser, $"accounts-{scheme}-{width}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Enter its keys (@ScotCoPro)" }).ClickAsync();
        await FillAsync(page, "not-the-secret");
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and save" }).ClickAsync();
        await page.GetByText("X does not accept these keys").WaitForAsync();
        await LookAsync(browser, $"account-refused-{scheme}-{width}");
        Assert.Equal("", await page.GetByLabel("Access token secret").InputValueAsync());

        await FillAsync(page, AccountDesk.FourKeys()["accessTokenSecret"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Test and save" }).ClickAsync();
        await page.GetByText("Saved. X says that these keys post as @ScotCoPro.").WaitForAsync();
        Assert.Equal("queued", await desk.Dashboard.Database.TextAsync("SELECT state FROM deliveries ORDER BY id LIMIT 1"));
        await LookAsync(browser, $"account-{scheme}-{width}");

        await page.GetByRole(AriaRole.Link, new() { Name = "Disconnect…" }).ClickAsync();
        await LookAsync(browser, $"account-leaving-{scheme}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, delete its keys" }).ClickAsync();
        await page.GetByText("is disconnected").WaitForAsync();
        Assert.Empty(browser.Complaints);
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task An_account_is_connected_on_Xs_page_and_back(int width)
    {
        await using var desk = await AccountDesk.OpenAsync(connects: true);
        await using var browser = await OpenAsync(desk, desk.Page, width);
        var page = browser.Page;

        await page.GetByRole(AriaRole.Button, new() { Name = "Connect with X" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await page.GetByText("X says that you did not allow it").WaitForAsync();
        await LookAsync(browser, $"account-not-connected-{width}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the account" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Connect with X" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Authorize app" }).ClickAsync();

        await page.GetByText("Connected. X says that these keys post as @ScotCoPro.").WaitForAsync();
        await LookAsync(browser, $"account-connected-{width}");
        Assert.IsType<Outcome.Sent>(await desk.PublishAsync());
        Assert.Empty(browser.Complaints);
    }

    private static async Task<BrowserPage> OpenAsync(AccountDesk desk, string path, int width, ColorScheme scheme = ColorScheme.Light)
    {
        var browser = await Chromium.OpenAsync(width);
        await browser.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
        await browser.SignInAsync(desk.Dashboard);
        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, path));
        return browser;
    }

    private static async Task FillAsync(IPage page, string accessTokenSecret)
    {
        var keys = AccountDesk.FourKeys();
        await page.GetByLabel("API key", new() { Exact = true }).FillAsync(keys["apiKey"]);
        await page.GetByLabel("API key secret").FillAsync(keys["apiKeySecret"]);
        await page.GetByLabel("Access token", new() { Exact = true }).FillAsync(keys["accessToken"]);
        await page.GetByLabel("Access token secret").FillAsync(accessTokenSecret);
    }

    private static async Task LookAsync(BrowserPage browser, string picture)
    {
        await browser.KeepPictureAsync(picture.ToLowerInvariant());
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.False(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), "The page is wider than its window.");
    }
}
