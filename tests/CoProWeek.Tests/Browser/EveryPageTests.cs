using CoProWeek.Tests.Support;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Browser;

/// <summary>Every second page of the dashboard, as everyone may come to it. With ./test --screens a picture of each is kept to look at.</summary>
public sealed class EveryPageTests() : PagesTests(0);

/// <summary>And the others, at the same time.</summary>
public sealed class EveryOtherPageTests() : PagesTests(1);

public abstract class PagesTests(int half)
{
    /// <summary>The room that a window of 1280 has at 200%.</summary>
    private const int AtTwiceTheSize = 640;

    [Fact]
    public async Task Every_page_can_be_read_and_used_by_everyone_wide_narrow_zoomed_by_day_and_by_night()
    {
        await using var desk = await EveryPage.OpenAsync(DeskWords.Fair);
        await using var browser = await desk.SignInAsync();
        await using var stranger = await desk.StrangerAsync();
        var faults = new List<string>();

        foreach (var (_, page) in (await desk.AllAsync()).Index().Where(one => one.Index % 2 == half))
            faults.AddRange(await LookAsync(desk, page.IsStrangers ? stranger : browser, page));
        foreach (var (_, page) in (await desk.StopAsync()).Index().Where(one => one.Index % 2 == half))
            faults.AddRange(await LookAsync(desk, browser, page));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.All(browser.Requests.Concat(stranger.Requests), address => Assert.StartsWith(desk.Dashboard.Client.BaseAddress!.AbsoluteUri, address, StringComparison.Ordinal));
        Assert.DoesNotContain(browser.Complaints.Concat(stranger.Complaints), said => !said.Contains("404", StringComparison.Ordinal));
    }

    /// <summary>It is opened once; what changes then is the window: wide by day, narrow by night. Nothing moves, for that is asked for, and no picture is taken half way between day and night.</summary>
    private static async Task<IEnumerable<string>> LookAsync(EveryPage desk, BrowserPage browser, DeskPage page)
    {
        await desk.GoAsync(browser, page.Path);
        await (page.Then?.Invoke(browser.Page) ?? Task.CompletedTask);
        List<string> faults =
        [
            .. await InAsync(browser, page, 1280, ColorScheme.Light), .. await browser.AccessibilityFaultsAsync(), .. await browser.Page.EvaluateAsync<string[]>(Moving),
            .. await InAsync(browser, page, AtTwiceTheSize, ColorScheme.Light),
            .. await InAsync(browser, page, 390, ColorScheme.Dark), .. await browser.AccessibilityFaultsAsync(), .. await browser.Page.EvaluateAsync<string[]>(Unmarked),
        ];
        return faults.Select(fault => $"{page.Name}: {fault}");
    }

    private static async Task<IEnumerable<string>> InAsync(BrowserPage browser, DeskPage page, int width, ColorScheme colours)
    {
        await browser.Page.SetViewportSizeAsync(width, 900);
        await browser.Page.EmulateMediaAsync(new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        if ((width, colours) is (1280, ColorScheme.Light) or (390, ColorScheme.Dark))
            await browser.KeepPictureAsync($"{page.Name}-{width}-{colours}".ToLowerInvariant());
        return await browser.IsWiderThanItsWindowAsync() ? [$"wider than {width}"] : [];
    }

    private const string Moving = """
        () => [...document.querySelectorAll("body *")]
          .filter(each => { const look = getComputedStyle(each); return look.animationName !== "none" || look.transitionDuration.split(", ").some(time => time !== "0s"); })
          .map(each => `moves: ${each.outerHTML.slice(0, 120)}`)
        """;

    private const string Unmarked = """
        () => [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")]
          .filter(each => each.checkVisibility())
          .filter(each => { each.focus(); const look = getComputedStyle(each); return document.activeElement !== each || look.outlineStyle === "none" || parseFloat(look.outlineWidth) < 2; })
          .map(each => `no mark when it has the focus: ${each.outerHTML.slice(0, 120)}`)
        """;
}
