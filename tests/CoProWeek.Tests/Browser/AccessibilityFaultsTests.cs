using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Browser;

public sealed class AccessibilityFaultsTests
{
    [Fact]
    public async Task What_is_wrong_with_a_page_is_found_or_no_page_here_would_be_right()
    {
        await using var browser = await Chromium.OpenAsync();
        await browser.Page.SetContentAsync("""<html><body><p style="color:#ccc;background:#fff">Pale</p><img src="data:,"></body></html>""");

        var faults = await browser.AccessibilityFaultsAsync();

        Assert.Equal(["color-contrast", "document-title", "html-has-lang", "image-alt"], faults.Select(fault => fault.Split(':')[0]).Distinct().Order());
    }
}
