using CoProWeek.Reporting;
using CoProWeek.Tests.Support;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Browser;

/// <summary><c>./test --pictures</c>: makes the README's pictures anew, of the sample's week at one instant and in one size, so that they change only with the pages.</summary>
internal static class ReadmePictures
{
    /// <summary>Wednesday at 12:35: the day's question is out, and something is still to come.</summary>
    private static readonly DateTimeOffset Midweek = new(2027, 11, 17, 12, 35, 0, TimeSpan.Zero);

    // A4 in CSS pixels, and the margins that its own style sheet asks for.
    private const int A4Width = 794;
    private const int A4Height = 1123;
    private const string Margins = "49px 53px 53px";

    public static async Task<int> TakeAsync()
    {
        await using var week = await SampleWeek.LiveToAsync(Midweek);
        await TodayAsync(week);
        await week.LiveOnAsync();
        await ReportAsync(week);
        return 0;
    }

    private static async Task TodayAsync(SampleWeek week)
    {
        await using var browser = await Chromium.OpenAsync(1280, 1240);
        await browser.GoAsync(await week.LinkAsync());
        await browser.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in without one" }).ClickAsync();
        await KeepAsync(browser, "dashboard");
    }

    /// <summary>The first page of the file as it is printed.</summary>
    private static async Task ReportAsync(SampleWeek week)
    {
        var report = await week.Get<ReachReports>().MakeAsync(await week.CampaignAsync(), from: null, to: null, CancellationToken.None);
        await using var browser = await Chromium.OpenAsync(A4Width, A4Height);
        await browser.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await browser.Page.SetContentAsync(await ReachHtml.FileAsync(report));
        await browser.Page.EvaluateAsync($"document.body.style.padding = '{Margins}'; document.querySelector('.report-annex')?.remove()");
        await KeepAsync(browser, "report");
    }

    private static async Task KeepAsync(BrowserPage browser, string name)
    {
        var path = Path.Combine(Repository.Root, "docs", $"{name}.png");
        await browser.Page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        Console.WriteLine(path);
    }
}
