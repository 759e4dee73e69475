using System.Text.RegularExpressions;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Sending;
using CoProWeek.Tests.Reporting.Files;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;

namespace CoProWeek.Tests.Reporting;

/// <summary>Words that would claim more than anybody knows are printed nowhere: DESIGN, section 7. Of what people wrote here none is such a word.</summary>
public sealed partial class WordsTests
{
    [Fact]
    public async Task No_format_of_a_report_says_more_than_is_known()
    {
        await using var desk = await ReportDesk.OpenAsync();
        await FullReport.FillAsync(desk.Database);
        var report = await desk.MakeAsync();
        var kept = await desk.Get<KeptReports>().KeepAsync(report, "Ailsa", CancellationToken.None);
        var letter = desk.Get<ReportLetter>();

        Assert.All(
            [ReachTable.Write(report), ReachJson.Write(report), await Written.CsvAsync(report), await Written.XlsxAsync(report), await ReachHtml.FileAsync(report), letter.Subject(kept, report), letter.Text(kept, report)],
            Honest);
    }

    [Fact]
    public async Task No_page_of_the_dashboard_does()
    {
        await using var dashboard = await DashboardHost.StartAsync(A.Counting);
        var db = dashboard.Database.DataSource;
        var campaign = await FullReport.FillAsync(db);
        var pages = new List<string> { "/", "/campaigns/questions-week", "/campaigns/questions-week/mentions", "/campaigns/questions-week/report", "/campaigns/questions-week/report/words", "/campaigns/questions-week/report/answers", "/campaigns/questions-week/reports", "/campaigns/questions-week/thanks", "/campaigns/questions-week/ties" };
        foreach (var state in new[] { "sent", "unknown", "failed", "missed" })
        {
            var post = await A.Post(db, campaign, at: A.Counting.AddHours(-2), approvedBy: "Ailsa");
            await A.Attempt(db, await A.Delivery(db, post, state), state is "sent" ? "sent" : "unknown");
            pages.Add($"/posts/{post}");
        }

        foreach (var page in pages)
            Honest(await dashboard.GetAsync(page));
    }

    [Theory]
    [InlineData("Reach: 48,000")]
    [InlineData("{ \"reach\": 48000 }")]
    [InlineData("an upper bound of 48,000")]
    [InlineData("as The network counts")]
    public void Such_a_word_is_seen(string text) => Assert.Matches(Dishonest(), text);

    [Theory]
    [InlineData("Nothing here reaches X: posts go to the practice network")]
    [InlineData("X could not be reached")]
    public void A_word_that_is_only_like_one_is_none(string text) => Assert.DoesNotMatch(Dishonest(), text);

    private static void Honest(string printed) =>
        Assert.Equal([], Dishonest().Matches(Titles().Replace(Style().Replace(printed, ""), "")).Select(found => printed[Math.Max(0, found.Index - 40)..Math.Min(printed.Length, found.Index + 40)]));

    [GeneratedRegex(@"\breach\b|\bexposure\b|\bceiling\b|\bupper bound\b|\bpeople reached\b|\bthe network\b", RegexOptions.IgnoreCase)]
    private static partial Regex Dishonest();

    /// <summary>The report's own title, and the name of its menu.</summary>
    [GeneratedRegex("Reach report")]
    private static partial Regex Titles();

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();
}
