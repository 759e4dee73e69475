using System.Text.RegularExpressions;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Browser;

public sealed class ComposeBrowserTests
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_page_can_be_used_by_everyone_and_counts_while_somebody_types(int width)
    {
        await using var desk = await ComposeDesk.OpenAsync(others: ["Second"]);
        var db = desk.Dashboard.Database.DataSource;
        var post = await A.Post(db, desk.Campaign, at: A.MondayMorning, text: "Who decides? #coproweekscot\n---\nYou do.");
        await A.Picture(db, post, await A.Media(db));
        await using var browser = await Chromium.OpenAsync(width);
        await browser.SignInAsync(desk.Dashboard);

        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, $"/posts/{post}/edit"));
        await browser.Page.FillAsync("#text", "Thank you.");
        await Assertions.Expect(browser.Page.Locator("#counts")).ToHaveTextAsync(new Regex(@"^\s*10 of 280\s*$"));
        await browser.Page.FillAsync("#text", new string('a', 290));
        await Assertions.Expect(browser.Page.Locator("#counts")).ToContainTextAsync("10 too many");

        await browser.KeepPictureAsync($"compose-{width}");
        Assert.Empty(browser.Complaints);
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.False(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), "The page is wider than its window.");
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task A_form_full_of_mistakes_can_be_read_by_everyone(int width)
    {
        await using var desk = await ComposeDesk.OpenAsync();
        await using var browser = await Chromium.OpenAsync(width);
        await browser.SignInAsync(desk.Dashboard);

        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, ComposeDesk.New));
        await browser.Page.FillAsync("#text", "Who decides? #coproweekscot");
        await browser.Page.FillAsync("#alt-0", "A card");
        await browser.Page.ClickAsync("text=Save draft");
        await Assertions.Expect(browser.Page.Locator(".errors")).ToContainTextAsync("there is no kind");

        await browser.KeepPictureAsync($"compose-mistakes-{width}");
        Assert.Empty(browser.Complaints);
        Assert.Empty(await browser.AccessibilityFaultsAsync());
    }
}
