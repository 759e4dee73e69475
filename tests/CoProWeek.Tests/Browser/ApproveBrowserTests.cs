using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;

namespace CoProWeek.Tests.Browser;

/// <summary>What somebody with a telephone sees whose link has become void, or has done its work; the rest is in the tests of every page and of the way through.</summary>
public sealed class ApproveBrowserTests
{
    [Fact]
    public async Task A_void_link_and_a_used_one_can_be_read_by_everyone()
    {
        await using var desk = await ApprovalDesk.OpenAsync();
        var link = await desk.AskedAsync();
        await using var browser = await Chromium.OpenAsync(390);

        await browser.GoAsync(Address(desk, link));
        await browser.Page.GetByText("Approve it as Bina").ClickAsync();
        await browser.Page.GetByText("Approved. Thank you, Bina.").WaitForAsync();
        await SeenAsync(browser, "approved");
        await desk.ChangeAsync("UPDATE posts SET approved_by = NULL, approved_at = NULL, approved_hash = NULL WHERE id = @Post");
        await browser.GoAsync(Address(desk, link));

        await browser.Page.GetByText("There is nothing to approve here").WaitForAsync();
        await SeenAsync(browser, "approve-void");
    }

    private static Uri Address(ApprovalDesk desk, string path) => new(desk.Dashboard.Client.BaseAddress!, path);

    private static async Task SeenAsync(BrowserPage browser, string name)
    {
        await browser.KeepPictureAsync(name);
        Assert.Empty(browser.Complaints);
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.False(await browser.IsWiderThanItsWindowAsync(), $"{name} is wider than its window.");
    }
}
