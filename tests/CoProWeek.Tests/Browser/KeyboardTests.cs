using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace CoProWeek.Tests.Browser;

/// <summary>The whole way without a mouse: every step is the Tab key, letters and Enter.</summary>
public sealed class KeyboardTests
{
    private const int MostTabs = 120;

    private const string Said = "Who decides? #CoProWeekScot";

    [Fact]
    public async Task A_post_is_written_approved_and_moved_with_the_keyboard_alone()
    {
        await using var dashboard = await DashboardHost.StartAsync();
        var campaign = await A.Campaign(dashboard.Database.DataSource, hashtags: ["#CoProWeekScot"]);
        await A.Slot(dashboard.Database.DataSource, campaign, "question", "12:00", "Question");
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(dashboard);
        await browser.GoAsync(new Uri(dashboard.Client.BaseAddress!, "/campaigns/questions-week"));
        var page = browser.Page;

        await PressAsync(page, "[data-day='2027-11-16'] .gap-write");
        await TabToAsync(page, "#text");
        await page.Keyboard.TypeAsync(Said);
        await PressAsync(page, "button:has-text('Save draft')");
        await PressAsync(page, "button:has-text('Approve it as it stands')");
        await Expect(page.Locator(".notice")).ToContainTextAsync("Approved. It goes out Tue 16 Nov 12:00 GMT.");
        await PressAsync(page, "a:text-is('The week')");
        await PressAsync(page, ".card-move");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("h1")).ToHaveTextAsync("Move a post");
        await PressAsync(page, "button:has-text('Move it')");

        await Expect(page.Locator(".notice")).ToContainTextAsync($"Moved: {Said}");
        await Expect(page.Locator("[data-day='2027-11-17'] .card-draft")).ToContainTextAsync(Said);
        Assert.Empty(browser.Complaints);
    }

    private static async Task PressAsync(IPage page, string what)
    {
        await TabToAsync(page, what);
        await page.Keyboard.PressAsync("Enter");
    }

    /// <summary>On from where the focus is, until it is there.</summary>
    private static async Task TabToAsync(IPage page, string what)
    {
        var there = await page.WaitForSelectorAsync(what);
        for (var tabs = 0; tabs < MostTabs; tabs++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await there!.EvaluateAsync<bool>("there => there === document.activeElement"))
                return;
        }
        Assert.Fail($"{what} is not found with the Tab key.");
    }
}
