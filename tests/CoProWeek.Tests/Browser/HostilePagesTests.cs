using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Browser;

/// <summary>Whatever people write, on any page: it stands there as text, runs nothing, and pushes nothing aside.</summary>
public sealed class HostilePagesTests
{
    private const string Ran = "String(window.hostile ?? '')";

    [Fact]
    public async Task Hostile_texts_break_no_page()
    {
        await using var desk = await EveryPage.OpenAsync(Hostile.Words);
        await using var browser = await desk.SignInAsync();
        await using var stranger = await desk.StrangerAsync();
        var faults = Watched(browser, stranger);

        foreach (var page in await desk.AllAsync())
            faults.AddRange(await LookAsync(desk, page.IsStrangers ? stranger : browser, page));
        foreach (var post in desk.Rows.Drafts)
            faults.AddRange(await ReadAsync(desk, browser, post));
        foreach (var page in await desk.StopAsync())
            faults.AddRange(await LookAsync(desk, browser, page));

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.DoesNotContain(browser.Complaints.Concat(stranger.Complaints), said => !said.Contains("404", StringComparison.Ordinal));
        Assert.All(browser.Requests.Concat(stranger.Requests), address => Assert.StartsWith(desk.Dashboard.Client.BaseAddress!.AbsoluteUri, address, StringComparison.Ordinal));
    }

    /// <summary>The list that a dialog of any page falls into.</summary>
    private static List<string> Watched(params BrowserPage[] browsers)
    {
        var faults = new List<string>();
        foreach (var browser in browsers)
            browser.Page.Dialog += (_, dialog) =>
            {
                faults.Add($"{browser.Page.Url} says: {dialog.Message}");
                _ = dialog.DismissAsync();
            };
        return faults;
    }

    private static async Task<IEnumerable<string>> LookAsync(EveryPage desk, BrowserPage browser, DeskPage page)
    {
        await browser.Page.SetViewportSizeAsync(1280, 900);
        await desk.GoAsync(browser, page.Path);
        await (page.Then?.Invoke(browser.Page) ?? Task.CompletedTask);
        var faults = new List<string>(await FaultsAsync(browser));
        await browser.Page.SetViewportSizeAsync(390, 900);
        faults.AddRange(await FaultsAsync(browser));
        return faults.Select(fault => $"{page.Name}: {fault}");
    }

    private static async Task<IEnumerable<string>> FaultsAsync(BrowserPage browser) =>
    [
        .. await browser.Page.EvaluateAsync<string[]>(Sideways),
        .. await browser.Page.EvaluateAsync<string>(Ran) is { Length: > 0 } script ? [$"ran {script}"] : Array.Empty<string>(),
        .. await browser.Page.EvaluateAsync<string[]>(Runnable),
    ];

    /// <summary>What stands out of a window that must be pushed sideways.</summary>
    private const string Sideways = """
        () => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
          .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll, .unseen"))
          .slice(-3).map(each => `wider than ${innerWidth}: ${each.tagName} ${each.className} in ${each.parentElement.tagName} ${each.parentElement.className}`)
        """;

    /// <summary>Nothing but our own modules and addresses of ours, of X and of the web.</summary>
    private const string Runnable = """
        () => [...document.querySelectorAll("body script, body style, iframe, object, embed, [onload], [onerror], [onfocus], [onmouseover], a[href], img, form")]
          .filter(each => each.tagName === "A" ? !/^https?:$/.test(each.protocol)
            : each.tagName === "IMG" ? new URL(each.src).origin !== location.origin
            : each.tagName === "FORM" ? new URL(each.getAttribute("action") ?? "", location.href).origin !== location.origin
            : !(each.tagName === "SCRIPT" && each.src.startsWith(location.origin)))
          .map(each => `could run or lead astray: ${each.outerHTML.slice(0, 200)}`)
        """;

    /// <summary>The text stands on the post's page and in its form letter for letter; white space at its ends and at the ends of lines may go.</summary>
    private static async Task<IEnumerable<string>> ReadAsync(EveryPage desk, BrowserPage browser, long post)
    {
        var text = Hostile.Words.Posts[desk.Rows.Drafts.IndexOf(post)];
        var faults = new List<string>();
        await desk.GoAsync(browser, $"/posts/{post}");
        if (!(await browser.Page.Locator(".said-text").First.TextContentAsync())!.Contains(text.Trim(), StringComparison.Ordinal))
            faults.Add($"not whole on its page: {text}");
        faults.AddRange(await FaultsAsync(browser));
        await desk.GoAsync(browser, $"/posts/{post}/edit");
        if (!(await browser.Page.Locator("#text").InputValueAsync()).Contains(text.Trim(), StringComparison.Ordinal))
            faults.Add($"not whole in its form: {text}");
        return faults.Concat(await FaultsAsync(browser)).Select(fault => $"{text[..Math.Min(20, text.Length)]}: {fault}");
    }
}
