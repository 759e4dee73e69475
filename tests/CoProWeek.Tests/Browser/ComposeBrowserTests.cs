using System.Text.RegularExpressions;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Browser;

public sealed class ComposeBrowserTests
{
    [Fact]
    public async Task The_page_counts_while_somebody_types()
    {
        await using var desk = await ComposeDesk.OpenAsync(others: ["Second"]);
        var post = await A.Post(desk.Dashboard.Database.DataSource, desk.Campaign, at: A.MondayMorning, text: "Who decides? #coproweekscot\n---\nYou do.");
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(desk.Dashboard);

        await browser.GoAsync(new Uri(desk.Dashboard.Client.BaseAddress!, $"/posts/{post}/edit"));
        await browser.Page.FillAsync("#text", "Thank you.");
        await Assertions.Expect(browser.Page.Locator("#counts")).ToHaveTextAsync(new Regex(@"^\s*10 of 280\s*$"));
        await browser.Page.FillAsync("#text", new string('a', 290));
        await Assertions.Expect(browser.Page.Locator("#counts")).ToContainTextAsync("10 too many");

        Assert.Empty(browser.Complaints);
        Assert.Empty(await browser.AccessibilityFaultsAsync());
    }
}
