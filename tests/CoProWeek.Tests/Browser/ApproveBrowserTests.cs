using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Browser;

/// <summary>A reviewer with a telephone: the link from the mail, the post as it will look, one button.</summary>
public sealed class ApproveBrowserTests
{
    private const string Words = "What does power mean to you? Tell us in your own words, all week long, with #CoProWeekScot\nhttps://example.org/big-questions";

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task A_post_is_approved_from_the_link_in_a_mail(int width, ColorScheme colours)
    {
        await using var desk = await ApprovalDesk.OpenAsync(text: Words);
        var db = desk.Dashboard.Database.DataSource;
        await A.Picture(db, desk.Post, await A.Media(db), "Thirty people around a table, and a card that asks: who decides?");
        await using var browser = await Chromium.OpenAsync(width);
        await browser.Page.EmulateMediaAsync(new() { ColorScheme = colours });
        await browser.SignInAsync(desk.Dashboard);

        await browser.GoAsync(Address(desk, $"/posts/{desk.Post}/ask"));
        await SeenAsync(browser, $"ask-{width}-{colours}");
        await browser.Page.GetByLabel("Bina").CheckAsync();
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Send the mail" }).ClickAsync();
        Assert.Contains("Bina is being asked by mail", await browser.Page.InnerTextAsync("main"), StringComparison.Ordinal);

        await using var telephone = await Chromium.OpenAsync(width);
        await telephone.Page.EmulateMediaAsync(new() { ColorScheme = colours });
        await telephone.GoAsync(Address(desk, ApprovalDesk.LinkIn((await desk.MailsAsync(1))[0])));
        await SeenAsync(telephone, $"approve-{width}-{colours}");
        await telephone.Page.GetByRole(AriaRole.Button, new() { Name = "Approve it as Bina" }).ClickAsync();
        Assert.Contains("Approved. Thank you, Bina.", await telephone.Page.InnerTextAsync("h1"), StringComparison.Ordinal);
        await SeenAsync(telephone, $"approved-{width}-{colours}");
        Assert.Equal("Bina", await desk.ApprovedByAsync());
    }

    [Fact]
    public async Task A_void_link_can_be_read_by_everyone()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var link = await desk.AskedAsync();
        await desk.ChangeAsync("UPDATE posts SET text = 'Something else' WHERE id = @Post");
        await using var browser = await Chromium.OpenAsync(390);

        await browser.GoAsync(Address(desk, link));

        await SeenAsync(browser, "approve-void");
    }

    private static Uri Address(ApprovalDesk desk, string path) => new(desk.Dashboard.Client.BaseAddress!, path);

    /// <summary>It complains of nothing, is no wider than its window, axe finds nothing, and a picture of it is kept to look at.</summary>
    private static async Task SeenAsync(BrowserPage browser, string name)
    {
        await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "screenshots", $"{name}.png"), FullPage = true });
        Assert.Empty(browser.Complaints);
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.False(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), $"{name} is wider than its window.");
    }
}
