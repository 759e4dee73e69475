using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Browser;

/// <summary>A manager with a telephone, who posts on Facebook what the mail brought.</summary>
public sealed class ByHandBrowserTests
{
    private static readonly string[] Thread =
    [
        "What does power mean to you? Tell us in your own words, all week long, with #CoProWeekScot\nhttps://example.org/big-questions",
        "And who decides what is asked?",
    ];

    [Theory]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    public async Task It_is_copied_posted_and_said_to_be_out(int width, ColorScheme colours)
    {
        await using var desk = await HandDesk.OpenAsync(Thread, picture: await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", "big-questions-week", "cards", "ask.png")));
        await using var browser = await Chromium.OpenAsync(width);
        var page = browser.Page;
        await page.EmulateMediaAsync(new() { ColorScheme = colours });
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await browser.SignInAsync(desk.Dashboard);

        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, "/"));
        await SeenAsync(browser, $"by-hand-today-{width}-{colours}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Post it on Facebook" }).ClickAsync();
        await SeenAsync(browser, $"by-hand-{width}-{colours}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy Part 1 of 2" }).ClickAsync();
        await page.GetByText("Copied.").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        Assert.Equal(Thread[0], (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).ReplaceLineEndings("\n"));
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        await page.GetByLabel("Its link").FillAsync("https://www.facebook.com/scotcopro/posts/1");
        await page.GetByRole(AriaRole.Button, new() { Name = "I have posted it" }).ClickAsync();

        await page.GetByText("Kept as posted on Facebook, with its link.").WaitForAsync();
        await SeenAsync(browser, $"by-hand-posted-{width}-{colours}");
        Assert.Equal("sent", await desk.StateAsync());
        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, desk.Page));
        await SeenAsync(browser, $"by-hand-done-{width}-{colours}");
        Assert.Empty(browser.Complaints);
    }

    private static async Task SeenAsync(BrowserPage browser, string name)
    {
        await browser.KeepPictureAsync(name);
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.False(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), "The page is wider than its window.");
    }
}
