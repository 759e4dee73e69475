using CoProWeek.Reporting.Sending;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Reporting.Sending;

/// <summary>Whatever X, the budget or the mail server refuses: the report goes out and says so, or people are told, with cause and next step.</summary>
public sealed class SendingTroubleTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task X_is_asked_anew_before_it_goes_out_and_what_was_removed_there_is_not_in_it()
    {
        await using var week = await SentWeek.StartAsync(list: [SentWeek.Funder]);
        await FoundAsync(week);
        await week.Live.FaultsAsync(new { kind = "status", status = 503, path = "/2/tweets", method = "GET" });
        await week.Live.StartWorkerAsync();
        await week.Live.LiveToAsync(Nine.AddDays(1).AddHours(-1.5));
        await week.Live.FaultsAsync();

        await week.Live.LiveToAsync(Nine.AddDays(1));

        // The practice network knows neither post: both are gone.
        Assert.Equal(1, await week.Live.CountAsync("refreshes"));
        var text = Assert.Single(await week.DeliverAsync(1)).Text;
        Assert.StartsWith("On 15 November 2027 no post with #CoProWeekScot was found on X", text, StringComparison.Ordinal);
        Assert.DoesNotContain("X was not asked", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_X_refuses_it_goes_out_all_the_same_and_says_why_and_when_its_numbers_were_read()
    {
        await using var week = await SentWeek.StartAsync(list: [SentWeek.Funder]);
        await FoundAsync(week);
        await week.Live.FaultsAsync(new { kind = "status", status = 503, path = "/2/tweets", method = "GET" });
        await week.Live.StartWorkerAsync();

        await week.Live.LiveToAsync(Nine.AddDays(1));

        var text = Assert.Single(await week.DeliverAsync(1)).Text;
        Assert.Contains("X was not asked for all numbers anew before this was made: each is as it was last read, and below it says when.", text, StringComparison.Ordinal);
        Assert.StartsWith("X was not asked for all numbers anew before this was made. X: 2 posts could not be read", await NoteAsync(week), StringComparison.Ordinal);
        Assert.Contains("Times seen on X: 1,300", text, StringComparison.Ordinal);
        Assert.Contains("Views and responses as measured at 00:05 GMT on Wed 1 Dec 2027", text, StringComparison.Ordinal);
    }

    // A dollar is spent of a dollar and a cent: reading ends at four fifths of it.
    [Fact]
    public async Task When_the_budget_for_reading_is_used_up_nothing_is_asked_and_it_says_so()
    {
        await using var week = await SentWeek.StartAsync(new() { ["Spending:CampaignCap"] = "1.01", ["Collecting:RetryAfter"] = "06:00:00" }, [SentWeek.Funder]);
        await FoundAsync(week);
        await Spending.SpendAsync(week.Live.Database.DataSource, week.Live.Account, week.Live.Campaign, "post", 10, 0.1m);
        await week.Live.StartWorkerAsync();

        await week.Live.LiveToAsync(Nine.AddDays(1));

        // Whoever manages is told of the money as well.
        await week.StartMailAsync();
        var text = Assert.Single(await week.Server.ArrivedAsync(2), mail => mail.To.Contains(SentWeek.Funder)).Text;
        Assert.Contains("X was not asked for all numbers anew before this was made: each is as it was last read, and below it says when.", text, StringComparison.Ordinal);
        // What it cost is the team's business.
        Assert.DoesNotContain("$", text, StringComparison.Ordinal);
        Assert.Contains("CoProWeek: collecting is paused: $1.00 of the campaign’s $1.01 is spent", await NoteAsync(week), StringComparison.Ordinal);
        Assert.Contains("Times seen on X: 1,300", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_the_server_refuses_keeps_nobody_else_from_it_and_managers_are_told()
    {
        await using var week = await SentWeek.StartAsync();
        week.Server.Answer = line => line.StartsWith("RCPT", StringComparison.Ordinal) && line.Contains("bina@", StringComparison.Ordinal) ? "550 5.1.1 Nobody of that name here" : null;
        await week.Live.StartWorkerAsync();
        await week.Live.LiveToAsync(Nine.AddDays(1));

        await week.StartMailAsync();
        var mails = await week.Server.ArrivedAsync(2);

        Assert.Equal([SentWeek.Funder, "ailsa@example.org"], mails.Select(mail => Assert.Single(mail.To)));
        var (subject, text) = Assert.Single(await week.ToldAsync());
        Assert.Equal("The report of 15 November 2027 was not delivered to 1 of 2 addresses", subject);
        Assert.Contains("bina@example.org: 127.0.0.1:", text, StringComparison.Ordinal);
        Assert.Contains("Nobody of that name here", text, StringComparison.Ordinal);
        Assert.Contains("What to do: Correct the address on the list", text, StringComparison.Ordinal);
        Assert.Contains("https://week.example/campaigns/questions-week/reports", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_mail_server_none_is_made_and_managers_are_told_what_to_set()
    {
        await using var week = await SentWeek.StartAsync(new() { ["Mail:Host"] = "", ["Mail:From"] = "" });
        week.Live.Clock.StepTo(Nine.AddDays(1));
        await week.Live.StartWorkerAsync();

        await Eventually.TrueAsync(async () => (await week.ToldAsync()).Count > 0, () => "Nobody is told.");

        var (subject, text) = Assert.Single(await week.ToldAsync());
        Assert.Equal("The report of 15 November 2027 waits for a mail server", subject);
        Assert.Contains("What to do: Set Mail:Host and Mail:From on the server and restart it", text, StringComparison.Ordinal);
        Assert.Equal(0, await week.Live.CountAsync("kept_reports"));
    }

    /// <summary>What the page of kept reports says of the only one.</summary>
    private static async Task<string> NoteAsync(SentWeek week) => Assert.Single(await week.Live.Get<KeptReports>().ListAsync(week.Live.Campaign, CancellationToken.None)).Note;

    /// <summary>Two posts that a watch found, so that they are looked up.</summary>
    private static async Task FoundAsync(SentWeek week)
    {
        var db = week.Live.Database.DataSource;
        await week.TwoPostsAsync();
        var watch = await A.Watch(db, week.Live.Campaign);
        await A.Run(db, watch, Nine.AddHours(-9), Nine.AddDays(1));
        await A.FoundAll(db, watch);
    }
}
