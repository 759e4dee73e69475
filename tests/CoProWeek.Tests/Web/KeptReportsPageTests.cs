using System.Net;
using CoProWeek.Accounts;
using CoProWeek.Reporting.Sending;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Web;

/// <summary>The page of kept reports: who is sent new ones, sending one now, and each as it was made.</summary>
public sealed class KeptReportsPageTests
{
    private const string Page = "/campaigns/questions-week/reports";

    [Fact]
    public async Task Without_anybody_on_the_list_it_says_so_and_once_somebody_is_when_each_goes_out()
    {
        await using var desk = await DeskAsync();
        var before = await desk.ReadAsync(Page);

        (await desk.PostFormAsync(Page, new() { ["recipients"] = "funder@example.org\r\nbina@example.org, Funder@example.org", ["was"] = "" }, to: $"{Page}?handler=List")).Dispose();
        var after = await desk.ReadAsync(Page);

        Assert.Contains("Nobody is on the list , so no report is sent by itself.", before, StringComparison.Ordinal);
        Assert.Contains("Mon 15 Nov Tue 16 Nov 08:00 GMT does not go out: nobody is on the list", before, StringComparison.Ordinal);
        Assert.Contains("The list is saved.", after, StringComparison.Ordinal);
        Assert.Contains("2 addresses are on the list.", after, StringComparison.Ordinal);
        Assert.Contains("funder@example.org bina@example.org", after, StringComparison.Ordinal);
        Assert.Contains("Mon 15 Nov Tue 16 Nov 08:00 GMT goes out then", after, StringComparison.Ordinal);
        Assert.Contains("The week Sat 20 Nov 08:30 GMT goes out then", after, StringComparison.Ordinal);
        Assert.Contains("Big Questions Week: 2 addresses", await desk.ReadAsync("/history"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ailsa <ailsa@example.org>")]
    [InlineData("ailsa@example.org\r\nBcc:everybody@example.org")]
    [InlineData("<script>alert(1)</script>@example.org")]
    [InlineData("ailsa@example.org>,<bina@example.org")]
    [InlineData("ailsa")]
    [InlineData("àilsa@example.org")]
    [InlineData("ailsa@example.org%0d%0aRCPT")]
    public async Task What_is_no_plain_address_is_refused_with_words_and_nothing_is_changed(string written)
    {
        await using var desk = await DeskAsync();

        using var answer = await desk.PostFormAsync(Page, new() { ["recipients"] = $"funder@example.org\n{written}", ["was"] = "" }, to: $"{Page}?handler=List");
        var html = await answer.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Write addresses alone, like ailsa@example.org, one a line. Nothing was changed.", Html.Text(html), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Equal("0", await desk.Database.TextAsync("SELECT count(*)::text FROM report_lists"));
    }

    [Fact]
    public async Task More_addresses_than_a_list_may_have_are_refused_and_so_is_a_change_over_somebody_elses()
    {
        await using var desk = await DeskAsync();
        var many = string.Join('\n', Enumerable.Range(0, 21).Select(n => $"person{n}@example.org"));

        using var tooMany = await desk.PostFormAsync(Page, new() { ["recipients"] = many, ["was"] = "" }, to: $"{Page}?handler=List");
        (await desk.PostFormAsync(Page, new() { ["recipients"] = "funder@example.org", ["was"] = "" }, to: $"{Page}?handler=List")).Dispose();
        using var overtaken = await desk.PostFormAsync(Page, new() { ["recipients"] = "other@example.org", ["was"] = "" }, to: $"{Page}?handler=List");

        Assert.Contains("There are 21 addresses, and 20 is the most.", await tooMany.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Somebody else changed the list while you did.", await overtaken.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("{funder@example.org}", await desk.Database.TextAsync("SELECT recipients::text FROM report_lists"));
    }

    [Fact]
    public async Task Only_managers_see_the_addresses_and_send_authors_keep_and_reviewers_read()
    {
        await using var desk = await DeskAsync();
        await A.ReportList(desk.Database.DataSource, 1, ["funder@example.org"]);
        var (author, reviewer) = (await desk.SignInAsync(Roles.Author), await desk.SignInAsync(Roles.Reviewer));

        var seen = await reviewer.GetStringAsync(new Uri(Page, UriKind.Relative));
        using var listed = await desk.PostFormAsync(Page, new() { ["recipients"] = "me@example.org" }, author, to: $"{Page}?handler=List");
        using var sent = await desk.PostFormAsync(Page, new() { ["whom"] = "list" }, author, to: $"{Page}?handler=Send");
        using var kept = await desk.PostFormAsync(Page, [], author, to: $"{Page}?handler=Keep");
        using var refused = await desk.PostFormAsync(Page, [], reviewer, to: $"{Page}?handler=Keep");
        using var stranger = await desk.Stranger.GetAsync(new Uri($"{Page}/1", UriKind.Relative));

        Assert.Contains("1 address is on the list.", Html.Text(seen), StringComparison.Ordinal);
        Assert.DoesNotContain("funder@", seen, StringComparison.Ordinal);
        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Redirect, HttpStatusCode.Forbidden, HttpStatusCode.Redirect],
            [listed.StatusCode, sent.StatusCode, kept.StatusCode, refused.StatusCode, stranger.StatusCode]);
        Assert.StartsWith("/sign-in", stranger.Headers.Location!.OriginalString.Replace(desk.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_is_kept_from_its_page_without_names_and_shown_shut_in_and_taken_away_as_it_was()
    {
        await using var desk = await DeskAsync(A.Counting);
        await A.Mention(desk.Database.DataSource, await A.Author(desk.Database.DataSource, "secret_ailsa", followers: 300), A.MondayMorning, [300, 3, 0, 1, 0, 0]);
        const string report = "/campaigns/questions-week/report?from=2027-11-15&to=2027-11-19";

        using var answer = await desk.PostFormAsync(report, new() { ["from"] = "2027-11-15", ["to"] = "2027-11-19" }, to: $"{Page}?handler=Keep");
        var page = await desk.ReadAsync(Page);
        using var shown = await desk.Client.GetAsync(new Uri($"{Page}/1", UriKind.Relative));
        using var html = await desk.Client.GetAsync(new Uri($"{Page}/1.html", UriKind.Relative));
        using var json = await desk.Client.GetAsync(new Uri($"{Page}/1.json", UriKind.Relative));

        Assert.Equal(Page, answer.Headers.Location!.OriginalString);
        Assert.Contains("The report of 15 to 19 November 2027 is kept as number 1, without other people’s names.", page, StringComparison.Ordinal);
        Assert.Contains("Between 15 and 19 November 2027 the one post with #CoProWeekScot was seen 300 times on X", page, StringComparison.Ordinal);
        Assert.Contains("By Ailsa, made Wed 1 Dec 00:05 GMT; not sent.", page, StringComparison.Ordinal);
        Assert.StartsWith("sandbox; default-src 'none'; style-src 'sha256-", string.Join(' ', shown.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", string.Join(' ', shown.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Null(shown.Content.Headers.ContentDisposition);
        Assert.Equal("reach-report-questions-week-2027-11-15-to-2027-11-19-made-2027-12-01-0005.html", html.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal("reach-report-questions-week-2027-11-15-to-2027-11-19-made-2027-12-01-0005.json", json.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(await shown.Content.ReadAsByteArrayAsync(), await html.Content.ReadAsByteArrayAsync());
        Assert.DoesNotContain("secret_ailsa", await shown.Content.ReadAsStringAsync() + await json.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_another_campaign_or_none_is_not_found()
    {
        await using var desk = await DeskAsync();
        await A.Campaign(desk.Database.DataSource, slug: "other", accounts: [1]);
        (await desk.PostFormAsync(Page, [], to: $"{Page}?handler=Keep")).Dispose();

        foreach (var path in new[] { "/campaigns/other/reports/1", "/campaigns/other/reports/1.html", "/campaigns/other/reports/1.json", "/campaigns/nowhere/reports/1", "/campaigns/nowhere/reports", $"{Page}/2" })
        {
            using var answer = await desk.Client.GetAsync(new Uri(path, UriKind.Relative));
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound, path);
        }
    }

    [Fact]
    public async Task Sent_now_it_goes_to_whom_the_button_says_and_is_kept_and_the_list_says_what_arrived()
    {
        await using var desk = await DeskAsync(A.Counting);
        await A.ReportList(desk.Database.DataSource, 1, ["funder@example.org", "bina@example.org"]);
        Dictionary<string, string> Days(string whom) => new() { ["from"] = "2027-11-15", ["to"] = "2027-11-15", ["whom"] = whom };

        (await desk.PostFormAsync(Page, Days("me"), to: $"{Page}?handler=Send")).Dispose();
        Assert.Contains("The report of 15 November 2027 is on its way to Ailsa@example.org. It is kept as number 1.", await desk.ReadAsync(Page), StringComparison.Ordinal);
        (await desk.PostFormAsync(Page, Days("list"), to: $"{Page}?handler=Send")).Dispose();

        await using var office = PostOffice.Over(desk.Database);
        var mails = await office.DeliverAsync(3);
        Assert.Equal(["Ailsa@example.org", "bina@example.org", "funder@example.org"], mails.Select(mail => Assert.Single(mail.To)).Order(StringComparer.Ordinal));
        Assert.All(mails, mail => Assert.Equal("Reach report of Monday 15 November 2027: Big Questions Week", mail.Subject));
        Assert.All(mails, mail => Assert.Contains("Ailsa had this sent to you.", mail.Text, StringComparison.Ordinal));
        Assert.Contains("By Ailsa, made Wed 1 Dec 00:05 GMT; to 2 addresses: 2 sent.", await desk.ReadAsync(Page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_mail_server_or_a_list_nothing_is_sent_and_it_says_what_to_do()
    {
        await using var without = await DashboardHost.StartAsync();
        await A.Campaign(without.Database.DataSource);
        await using var desk = await DeskAsync();

        using var noServer = await without.PostFormAsync(Page, new() { ["whom"] = "me" }, to: $"{Page}?handler=Send");
        using var noList = await desk.PostFormAsync(Page, new() { ["whom"] = "list" }, to: $"{Page}?handler=Send");
        using var noDay = await desk.PostFormAsync(Page, new() { ["whom"] = "me", ["from"] = "someday" }, to: $"{Page}?handler=Send");
        using var backwards = await desk.PostFormAsync(Page, new() { ["whom"] = "me", ["from"] = "2027-11-19", ["to"] = "2027-11-15" }, to: $"{Page}?handler=Send");

        Assert.Contains("No mail server is configured , so no report is sent.", await without.ReadAsync(Page), StringComparison.Ordinal);
        Assert.Contains("Nothing was sent: no mail server is configured. Set Mail:Host and Mail:From on the server", await noServer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("Nothing was sent: nobody is on the list.", await noList.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("One of the days could not be read.", await noDay.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("before it begins", await backwards.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await desk.Get<KeptReports>().ListAsync(1, CancellationToken.None));
    }

    private static async Task<DashboardHost> DeskAsync(DateTimeOffset? now = null)
    {
        var settings = new Dictionary<string, string?> { ["Mail:Host"] = "127.0.0.1", ["Mail:From"] = "week@scotcopro.example", ["Web:PublicUrl"] = "https://week.example" };
        var desk = await DashboardHost.StartAsync(now, settings: settings);
        await A.Campaign(desk.Database.DataSource);
        return desk;
    }
}
