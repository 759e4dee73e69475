using System.Text;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Team;
using CoProWeek.Tests.Reporting.Files;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Playwright;

namespace CoProWeek.Tests.Reporting.Team;

/// <summary>Page one, printed: one side of A4 whatever is written, and nothing on it that cannot be read.</summary>
public sealed class PageOneTests : IAsyncLifetime
{
    /// <summary>Of the words that people use, as many letters as there is room for.</summary>
    private static readonly string Longest = string.Concat(Enumerable.Repeat("People who use a service planned it together with those who run it, and ", 5))[..(TeamWords.MostLetters - 1)] + ".";

    private ReportDesk desk = null!;

    public async Task InitializeAsync() => desk = await ReportDesk.OpenAsync();

    public async Task DisposeAsync() => await desk.DisposeAsync();

    [Fact]
    public async Task With_the_longest_words_three_picks_members_and_a_full_week_it_is_one_side_and_nothing_is_cut()
    {
        await FullReport.FillAsync(desk.Database);
        await WriteAsync(Longest);
        var report = await desk.MakeAsync();

        foreach (var each in new[] { report, report.WithoutNames() })
        {
            await using var browser = await PrintedAsync(each);
            Assert.Empty(await browser.Page.EvaluateAsync<string[]>(Cut));
            Assert.Equal(1, await PagesOfPageOneAsync(browser));
        }
    }

    /// <summary>Many hashtags, each as long as X allows, each with gaps; a name without end; letters as broad as there are.</summary>
    [Theory]
    [InlineData(12, 100, 'W')]
    [InlineData(4, 20, 'm')]
    [InlineData(60, 40, '漢')]
    public async Task With_any_number_of_hashtags_and_the_broadest_letters_it_is_one_side(int hashtags, int length, char letter)
    {
        string[] tags = [.. Enumerable.Range(0, hashtags).Select(n => $"Tag{n:00}{new string('x', length - 5)}")];
        var campaign = await A.Campaign(desk.Database, name: $"Week {new string(letter, 150)}", hashtags: tags);
        foreach (var tag in tags)
        {
            var watch = await A.Watch(desk.Database, campaign, tag);
            await A.Run(desk.Database, watch, A.MondayMorning, A.MondayMorning.AddHours(3));
            await A.Run(desk.Database, watch, A.MondayMorning.AddHours(9), A.MondayMorning.AddHours(12));
            await A.Count(desk.Database, watch, A.MondayMorning, 1_204);
        }
        for (var n = 0; n < 4; n++)
            await A.Mention(desk.Database, await A.Author(desk.Database, $"{new string('w', 14)}{n}", followers: 48_213_000), numbers: [48_213_000, 1_204_000, 98_000, 210_000, 88_000, 65_000], tags: tags, text: new string(letter, 4_000));
        await WriteAsync(new string(letter, TeamWords.MostLetters));
        var report = await desk.MakeAsync();

        await using var browser = await PrintedAsync(report);
        Assert.Equal(1, await PagesOfPageOneAsync(browser));
        // What page one had no room for.
        var annex = Annex(await ReachHtml.FileAsync(report));
        Assert.All(tags, tag => Assert.Contains(tag, annex, StringComparison.Ordinal));
        Assert.Contains(new string(letter, TeamWords.MostLetters), annex, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_hashtags_the_first_are_named_and_the_others_counted()
    {
        await A.Campaign(desk.Database, hashtags: ["#CoProWeekScot", "#BigQuestions", "#Power", "#Housing", "#Food"]);

        var report = await desk.MakeAsync();

        Assert.Equal("Posts with #CoProWeekScot or #BigQuestions or #Power or 2 more hashtags", report.Figures.Posts.Label);
        Assert.Contains("#CoProWeekScot #BigQuestions #Power #Housing #Food", await Written.CsvAsync(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_teams_words_and_picks_stand_there_and_without_names_others_posts_are_numbers_with_a_link()
    {
        await FullReport.FillAsync(desk.Database);
        await WriteAsync("Thirty people wrote the rota together.");
        var report = await desk.MakeAsync();

        var full = First(await ReachHtml.FileAsync(report));
        var bare = First(await ReachHtml.FileAsync(report.WithoutNames()));

        Assert.All([full, bare], page => Assert.Contains("Thirty people wrote the rota together.", page, StringComparison.Ordinal));
        Assert.All([full, bare], page => Assert.Contains("15 posts were planned: 15 sent, 0 missed. Thirty people", page, StringComparison.Ordinal));
        Assert.Contains("@member_", full, StringComparison.Ordinal);
        Assert.DoesNotContain("member_", bare, StringComparison.Ordinal);
        Assert.Matches(@"<p>Post \d+ \(<a href=""https://x.com/i/status/\d+""", bare);
        // One post has one number, wherever it stands.
        Assert.Equal(3, report.Team.Picks.Count);
    }

    [Fact]
    public async Task A_picked_post_that_its_author_removes_is_gone_from_page_one()
    {
        await A.Campaign(desk.Database);
        var mention = await A.Mention(desk.Database, await A.Author(desk.Database, "Ailsa"), numbers: [5], text: "Gone tomorrow");
        await desk.WriteAsync(words => words with { Picks = [mention] });
        var before = await desk.MakeAsync();
        await using (var connection = await desk.Database.OpenConnectionAsync())
            await connection.ExecuteAsync("UPDATE mentions SET hidden_at = @at, hidden_why = 'deleted'", new { at = A.Counting });
        var after = await desk.MakeAsync();

        Assert.Equal(["Gone tomorrow"], before.Team.Picks.Select(post => post.Text));
        Assert.Contains("Those that were picked are gone from X.", await ReachHtml.FileAsync(after), StringComparison.Ordinal);
        Assert.DoesNotContain("Gone tomorrow", await ReachHtml.FileAsync(after), StringComparison.Ordinal);
    }

    private async Task WriteAsync(string text)
    {
        await using var connection = await desk.Database.OpenConnectionAsync();
        var picks = (await connection.QueryAsync<long>("SELECT m.id FROM mentions m JOIN authors a ON a.id = m.author_id WHERE m.hidden_at IS NULL AND a.handle <> 'ScotCoPro' AND m.kind <> 'repost' ORDER BY m.id LIMIT 3")).ToList();
        await desk.WriteAsync(words => words with { Expected = text, Did = text, Difference = text, Challenges = text, Learning = text, Picks = picks, Members = ["member_01", "member_02", "member_03"] });
    }

    private static string Annex(string html) => System.Net.WebUtility.HtmlDecode(html.Split("report-annex-title")[^1]);

    private static string First(string html) => html.Split("report-annex-title")[^2];

    /// <summary>As a printer sees it: what is inside the margins of A4 at 96 dots an inch.</summary>
    private static async Task<BrowserPage> PrintedAsync(ReachReport report)
    {
        var browser = await Chromium.OpenAsync(688, 1020);
        await browser.GoAsync(new Uri(await ReportFile.WriteAsync(report)));
        await browser.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await browser.Page.ScreenshotAsync(new() { Path = Path.Combine(Repository.Root, "artifacts", "screens", $"page-one-{(report.IsFull ? "full" : "aggregates")}.png") });
        return browser;
    }

    /// <summary>What is taller than its room.</summary>
    private const string Cut = """
        () => [document.querySelector(".report-page"), ...document.querySelectorAll(".report-page *")]
          .filter(each => getComputedStyle(each).overflowY === "hidden" && !each.matches(".report-unseen, svg, svg *") && each.scrollHeight > each.clientHeight + 2)
          .map(each => `${each.className || each.tagName}: ${each.scrollHeight} in ${each.clientHeight}: ${each.textContent.trim().slice(0, 60)}`)
        """;

    /// <summary>Printed without its annex: a PDF names each of its pages once.</summary>
    private static async Task<int> PagesOfPageOneAsync(BrowserPage browser)
    {
        await browser.Page.EvaluateAsync("() => { document.querySelector('.report-annex').remove(); document.querySelector('.report-page').style.breakAfter = 'auto'; }");
        var text = Encoding.Latin1.GetString(await browser.Page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true }));
        Assert.Contains("/MediaBox [0 0 594.95996 841.91998]", text, StringComparison.Ordinal);
        return text.Split("/Type /Page\n").Length - 1;
    }
}
