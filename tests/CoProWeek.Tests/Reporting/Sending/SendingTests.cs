using System.Security.Cryptography;
using System.Text;
using CoProWeek.Reporting.Sending;
using CoProWeek.Tests.Support;
using CoProWeek.Tests.Web;

namespace CoProWeek.Tests.Reporting.Sending;

/// <summary>Reports go out by themselves: when they should, once, to those on the list then, and with nobody's name in them.</summary>
public sealed class SendingTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task Each_day_has_its_report_at_eight_the_day_after_and_the_week_at_half_past_when_it_is_over()
    {
        await using var week = await SentWeek.StartAsync(list: [SentWeek.Funder]);
        await week.Live.StartWorkerAsync();

        await week.Live.LiveToAsync(Nine.AddDays(6));

        Assert.Equal(["11-16 08:00", "11-17 08:00", "11-18 08:00", "11-19 08:00", "11-20 08:00", "11-20 08:30"], await week.SentAtAsync());
        Assert.Equal(
            [
                "Reach report of Monday 15 November 2027: Big Questions Week > funder@example.org", "Reach report of Tuesday 16 November 2027: Big Questions Week > funder@example.org",
                "Reach report of Wednesday 17 November 2027: Big Questions Week > funder@example.org", "Reach report of Thursday 18 November 2027: Big Questions Week > funder@example.org",
                "Reach report of Friday 19 November 2027: Big Questions Week > funder@example.org", "Reach report of the week, 15 to 19 November 2027: Big Questions Week > funder@example.org",
            ],
            await week.SubjectsAsync());
    }

    // Clocks go forward in London on 26 March 2028 and back on 29 October 2028: the days before are reported an hour earlier and later by UTC.
    [Theory]
    [InlineData("2028-03-24", "03-25 08:00", "03-26 07:00", "03-26 07:30")]
    [InlineData("2028-10-27", "10-28 07:00", "10-29 08:00", "10-29 08:30")]
    public async Task On_the_night_when_clocks_change_it_is_still_eight_on_the_wall(string first, params string[] sentAt)
    {
        await using var week = await SentWeek.StartAsync(list: []);
        var other = await A.Campaign(week.Live.Database.DataSource, slug: "other", from: DateOnly.Parse(first), days: 2, accounts: [week.Live.Account]);
        await A.ReportList(week.Live.Database.DataSource, other, [SentWeek.Funder]);
        var midnight = DateTimeOffset.Parse($"{first}T00:00:00Z");
        week.Live.Clock.StepTo(midnight);
        await week.Live.StartWorkerAsync();

        await week.Live.LiveToAsync(midnight.AddDays(3));

        Assert.Equal(sentAt, await week.SentAtAsync());
    }

    [Fact]
    public async Task The_mail_holds_the_figures_with_their_lines_and_the_report_as_it_is_kept_and_nobody_is_named()
    {
        await using var week = await SentWeek.StartAsync();
        await week.TwoPostsAsync();
        await week.Live.StartWorkerAsync();
        await week.Live.LiveToAsync(Nine.AddDays(1));

        var mails = await week.DeliverAsync(2);

        Assert.Equal([[SentWeek.Bina], [SentWeek.Funder]], mails.Select(mail => mail.To).OrderBy(to => to[0], StringComparer.Ordinal));
        Assert.Equal(mails[0].Text, mails[1].Text);
        var text = mails[0].Text;
        // 1,000 of ours and 300 of hers; 10+2+3+1+4 and 3+1 responses; 24 for 1,300 views.
        Assert.StartsWith("On 15 November 2027 posts with #CoProWeekScot were seen 1,300 times on X, by X's own count, and 1 account besides ours took part; X does not publish how many different people that was", text, StringComparison.Ordinal);
        Assert.Contains("Times seen on X: 1,300 (ours 1,000, everybody else's 300)\n  X's own count of views, on 2 of 2 posts. One person can count more than once.", text, StringComparison.Ordinal);
        Assert.Contains("Accounts that took part: 1\n  Posted, replied or quoted at least once, not counting ours. Accounts, not people.", text, StringComparison.Ordinal);
        Assert.Contains("Responses: 24 (ours 20, everybody else's 4)\n  Likes: 13\n", text, StringComparison.Ordinal);
        Assert.Contains("Responses per 100 views: 1.8", text, StringComparison.Ordinal);
        Assert.Contains("- Views and responses as measured at 00:05 GMT on Wed 1 Dec 2027; followers at 09:00 GMT on Mon 15 Nov 2027.", text, StringComparison.Ordinal);
        Assert.Contains("Other people’s handles and words are left out: this report may be published.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("This was due", text, StringComparison.Ordinal);

        var file = Assert.Single(mails[0].Files);
        var kept = Assert.Single(await week.Live.Get<KeptReports>().ListAsync(week.Live.Campaign, CancellationToken.None));
        Assert.Equal($"{kept.FileName}.html", file.Name);
        Assert.Equal(await week.Live.Get<KeptReports>().HtmlAsync(kept, CancellationToken.None), file.Bytes);
        Assert.Contains($"https://week.example/campaigns/questions-week/reports/{kept.Id}\n(for those who can sign in; SHA-256 of the file: {Convert.ToHexStringLower(SHA256.HashData(file.Bytes))})", text, StringComparison.Ordinal);
        Assert.Equal([SentWeek.Funder, SentWeek.Bina], kept.Recipients);
        Assert.All([text, Encoding.UTF8.GetString(file.Bytes)], said => Assert.DoesNotContain("secret_ailsa", said, StringComparison.Ordinal));
        Assert.All([text, Encoding.UTF8.GetString(file.Bytes)], said => Assert.DoesNotContain("Words of hers", said, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_processes_that_both_look_send_it_once_and_one_that_starts_anew_sends_none()
    {
        await using var week = await SentWeek.StartAsync();
        await using var other = await DashboardHost.StartAsync(clock: week.Live.Clock, settings: week.Live.Settings, over: week.Live.Database);
        week.Live.Clock.StepTo(Nine.AddDays(1).AddHours(-1));
        var due = Assert.Single(await DueAsync(week));
        Dispatch[] both = [week.Live.Get<Dispatch>(), other.Get<Dispatch>()];

        var sent = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(() => both[n % 2].SendDueAsync(due, CancellationToken.None))));
        await week.Live.StartWorkerAsync();
        await week.Live.LiveToAsync(Nine.AddDays(1));
        await week.Live.RestartWorkerAsync();
        await week.Live.LiveToAsync(Nine.AddDays(1).AddHours(1));

        Assert.Single(sent, done => done);
        Assert.Equal(2, (await week.SubjectsAsync()).Count);
        Assert.Equal(["11-16 08:00"], await week.SentAtAsync());
    }

    [Fact]
    public async Task A_worker_that_was_off_at_eight_sends_it_when_it_is_back_and_says_when_it_was_due()
    {
        await using var week = await SentWeek.StartAsync(list: [SentWeek.Funder]);
        week.Live.Clock.StepTo(Nine.AddDays(1).AddHours(5));
        await week.Live.StartWorkerAsync();

        await week.Live.LiveToAsync(Nine.AddDays(1).AddHours(6));

        Assert.Contains("This was due Tue 16 Nov 08:00 GMT, and is late: CoProWeek could not make it before Tue 16 Nov 14:00 GMT.", Assert.Single(await week.DeliverAsync(1)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_old_news_is_not_sent_and_managers_are_told_once_what_to_do()
    {
        await using var week = await SentWeek.StartAsync(list: [SentWeek.Funder]);
        week.Live.Clock.StepTo(Nine.AddDays(2));
        await week.Live.StartWorkerAsync();
        await week.Live.LiveToAsync(Nine.AddDays(2).AddMinutes(1));
        await week.Live.RestartWorkerAsync();
        await week.Live.LiveToAsync(Nine.AddDays(2).AddMinutes(2));

        Assert.Equal(["Reach report of Tuesday 16 November 2027: Big Questions Week > funder@example.org"], await week.SubjectsAsync());
        var (subject, text) = Assert.Single(await week.ToldAsync());
        Assert.Equal("The report of 15 November 2027 was not sent", subject);
        Assert.Contains("was due Tue 16 Nov 08:00 GMT, and was not sent.\nWhy: No worker ran from then until it was too late for it", text, StringComparison.Ordinal);
        Assert.Contains("If the report is still wanted, send it now:\nhttps://week.example/campaigns/questions-week/reports", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_goes_to_those_who_are_on_the_list_when_it_goes_and_to_nobody_what_was_due_before()
    {
        await using var week = await SentWeek.StartAsync(list: [SentWeek.Funder], listedSince: Nine.AddDays(1));
        await week.Live.StartWorkerAsync();
        await week.Live.LiveToAsync(Nine.AddDays(2));
        await week.ListAsync([SentWeek.Bina]);
        await week.Live.LiveToAsync(Nine.AddDays(3));
        await Spending.DoAsync(week.Live.Database.DataSource, "UPDATE report_lists SET recipients = '{}', since_at = NULL");

        await week.Live.LiveToAsync(Nine.AddDays(6));

        Assert.Equal(
            ["Reach report of Tuesday 16 November 2027: Big Questions Week > funder@example.org", "Reach report of Wednesday 17 November 2027: Big Questions Week > bina@example.org"],
            await week.SubjectsAsync());
        Assert.Empty(await week.ToldAsync());
    }

    private static async Task<IEnumerable<DueReport>> DueAsync(SentWeek week)
    {
        var now = week.Live.Clock.GetUtcNow();
        return (await week.Live.Get<SendingStore>().UnsentAsync(now, CancellationToken.None)).Where(report => report.At <= now);
    }
}
