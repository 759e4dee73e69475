using CoProWeek.Tests.Reporting;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;

namespace CoProWeek.Tests.Browser;

/// <summary>Kept reports in a browser: kept by a button, shown as they were, and inert whatever they hold.</summary>
public sealed class KeptReportsBrowserTests
{
    private const string Week = "/campaigns/questions-week";

    [Fact]
    public async Task A_report_is_kept_by_its_button_and_shown_as_it_was_by_its_link()
    {
        await using var desk = await DashboardHost.StartAsync(A.Counting);
        await FullReport.FillAsync(desk.Database.DataSource);
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(desk);
        await browser.GoAsync(Address(desk, $"{Week}/report?from=2027-11-15&to=2027-11-19"));
        await browser.Page.ClickAsync("text=Keep this report");
        await browser.Page.WaitForURLAsync("**/reports");
        await browser.KeepPictureAsync("kept-reports");

        await browser.Page.ClickAsync(".kept-list h3 a");
        await browser.Page.WaitForURLAsync("**/reports/1");
        await browser.KeepPictureAsync("kept-report");

        Assert.Empty(browser.Complaints);
        Assert.Equal("Reach report", await browser.Page.InnerTextAsync("h1"));
        Assert.Contains("Co-production Week Scotland 2027", await browser.Page.InnerTextAsync(".report-campaign"), StringComparison.Ordinal);
        Assert.Equal("grid", await browser.Page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.report-figures')).display"));
    }

    private const string HostileSql = """
        INSERT INTO kept_reports (mode, recipients, campaign_id, kind, from_day, to_day, made_at, made_by, note, sentence, file_name, style, html, html_hash, json, json_hash)
        SELECT 'aggregates', '{}', id, 'by hand', week_from, week_to, created_at, @name, '', @sentence, 'report', '''none''', h.bytes, encode(sha256(h.bytes), 'hex'), 'x', encode(sha256('x'), 'hex')
          FROM campaigns
         CROSS JOIN (SELECT convert_to(@html, 'UTF8') AS bytes) h
        """;

    // As if a fault of ours, or somebody with the database's keys, had let it in.
    [Fact]
    public async Task What_stands_in_one_does_nothing_asks_nobody_and_cannot_act_as_whoever_opens_it()
    {
        const string hostile = """
            <!DOCTYPE html><title>quiet</title><script>document.title = "loud"</script><img src="https://elsewhere.example/a.png" onerror="document.title = 'loud'">
            <style>body { background: url(https://elsewhere.example/b.png) }</style><iframe src="/people"></iframe>
            <form id="form" method="post" action="/sign-out"><button>Press</button></form><p>It is shown.</p>
            """;
        await using var desk = await DashboardHost.StartAsync(A.Counting);
        await A.Campaign(desk.Database.DataSource);
        await Spending.DoAsync(desk.Database.DataSource, HostileSql, new { html = hostile, name = Hostile.Script, sentence = Hostile.Script });
        await using var browser = await Chromium.OpenAsync();
        await browser.SignInAsync(desk);

        await browser.GoAsync(Address(desk, $"{Week}/reports"));
        Assert.Empty(browser.Complaints);
        Assert.Contains(Hostile.Script, await browser.Page.InnerTextAsync(".kept-list"), StringComparison.Ordinal);
        var asked = browser.Requests.Count;
        await browser.GoAsync(Address(desk, $"{Week}/reports/1"));
        await browser.Page.ClickAsync("button");

        Assert.Equal("quiet", await browser.Page.TitleAsync());
        Assert.Equal("It is shown.", await browser.Page.InnerTextAsync("p"));
        Assert.EndsWith("/reports/1", browser.Page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(browser.Requests, address => address.Contains("sign-out", StringComparison.Ordinal));
        Assert.DoesNotContain(browser.Complaints, said => said.StartsWith("script:", StringComparison.Ordinal));
        Assert.True(browser.Requests.Count > asked);
        await browser.GoAsync(Address(desk, "/"));
        Assert.Contains("Ailsa", await browser.Page.InnerTextAsync(".me"), StringComparison.Ordinal);
    }

    private static Uri Address(DashboardHost desk, string path) => new(desk.Client.BaseAddress!, path);
}
