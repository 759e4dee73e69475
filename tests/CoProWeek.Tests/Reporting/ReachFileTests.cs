using CoProWeek.Reporting;
using CoProWeek.Tests.Support;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Reporting;

/// <summary>The file as a browser shows and prints it.</summary>
public sealed class ReachFileTests
{
    [Theory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task The_file_asks_for_nothing_complains_of_nothing_and_can_be_read_by_everyone(int width)
    {
        await using var desk = await ReportDesk.OpenAsync();
        await FullReport.FillAsync(desk.Database);
        await using var browser = await OpenAsync(await desk.MakeAsync(), width);

        Assert.Empty(browser.Complaints);
        Assert.Single(browser.Requests);
        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.False(await browser.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > window.innerWidth"), "The file is wider than its window.");
    }

    [Fact]
    public async Task Page_one_is_one_side_of_A4()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await FullReport.FillAsync(desk.Database);
        await using var browser = await OpenAsync(await desk.MakeAsync(), 1280);

        Assert.Equal(1, await PagesOfPageOneAsync(browser));
    }

    /// <summary>Two hashtags with gaps, numbers in millions, a name of two lines, read at two times, by the hour.</summary>
    [Fact]
    public async Task Page_one_is_one_side_of_A4_when_there_is_as_much_to_say_as_can_be()
    {
        await using var desk = await ReportDesk.OpenAsync();
        var campaign = await A.Campaign(desk.Database, name: "Co-production Week Scotland 2027 with all our partners across the islands: the Big Questions that members sent in", hashtags: ["CoProWeekScot", "BigQuestionsOfTheWeek"]);
        foreach (var subject in new[] { "CoProWeekScot", "BigQuestionsOfTheWeek" })
        {
            var watch = await A.Watch(desk.Database, campaign, subject, from: A.MondayMorning.AddHours(-8));
            for (var day = 0; day < 12; day++)
                await A.Run(desk.Database, watch, A.MondayMorning.AddHours(day * 5), A.MondayMorning.AddHours(day * 5 + 3));
            await A.Count(desk.Database, watch, A.MondayMorning, 1_204);
        }
        foreach (var handle in new[] { "ScotCoPro", "Ailsa", "Bram" })
        {
            var mention = await A.Mention(desk.Database, await A.Author(desk.Database, handle, followers: 48_213_000), numbers: [48_213_000, 1_204_000, 98_000, 210_000, 88_000, 65_000]);
            await A.Mention(desk.Database, await A.Author(desk.Database, $"{handle}_too", followers: 12), A.MondayMorning.AddHours(3));
            if (handle == "Bram")
                await A.Observation(desk.Database, await A.Mention(desk.Database, await A.Author(desk.Database, "Cara")), [1], A.Counting.AddDays(-9));
        }
        await using var browser = await OpenAsync(await desk.MakeAsync("2027-11-15", "2027-11-17"), 1280);

        Assert.Equal(1, await PagesOfPageOneAsync(browser));
    }

    [Fact]
    public async Task An_empty_report_is_one_too_and_says_so_in_words()
    {
        await using var desk = await ReportDesk.OpenAsync(A.MondayMorning.AddDays(-40));
        await A.Campaign(desk.Database);
        await using var browser = await OpenAsync(await desk.MakeAsync(), 1280);

        Assert.Empty(await browser.AccessibilityFaultsAsync());
        Assert.Equal(1, await PagesOfPageOneAsync(browser));
    }

    private static async Task<BrowserPage> OpenAsync(ReachReport report, int width)
    {
        var browser = await Chromium.OpenAsync(width);
        await browser.GoAsync(new Uri(await ReportFile.WriteAsync(report)));
        return browser;
    }

    /// <summary>Printed without its annex: a PDF names each of its pages once.</summary>
    private static async Task<int> PagesOfPageOneAsync(BrowserPage browser)
    {
        await browser.Page.EvaluateAsync("() => { document.querySelector('.report-annex').remove(); document.querySelector('.report-page').style.breakAfter = 'auto'; }");
        var pdf = await browser.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });
        var text = System.Text.Encoding.Latin1.GetString(pdf);
        Assert.Contains("/MediaBox [0 0 594.95996 841.91998]", text, StringComparison.Ordinal);
        return text.Split("/Type /Page\n").Length - 1;
    }
}
