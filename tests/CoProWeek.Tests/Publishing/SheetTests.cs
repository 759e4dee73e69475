using CoProWeek.Accounts;
using CoProWeek.Publishing;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

/// <summary>The day sheets: at their minute in the campaign's zone, once, with each post's checks and what became of it.</summary>
public sealed class SheetTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;
    private static readonly DateTimeOffset Tuesday = Nine.AddDays(1);

    [Fact]
    public async Task At_four_the_next_days_posts_are_named_with_their_checks_and_what_is_not_approved_is_so_too()
    {
        await using var week = await WeekAsync();
        await A.Post(week.Database.DataSource, week.Campaign, at: Tuesday, text: "The blog of the day", approvedBy: "Ailsa");
        var question = await A.Post(week.Database.DataSource, week.Campaign, kind: "question", at: Tuesday.AddHours(3), text: "Who decides?");
        await A.Post(week.Database.DataSource, week.Campaign, at: Tuesday.AddDays(1), text: "Not for tomorrow");
        week.Clock.StepTo(Nine.AddHours(6.5));
        await week.StartWorkerAsync();

        await week.LiveAsync(until: Nine.AddHours(8));

        await using var office = PostOffice.Over(week.Database);
        var mail = Assert.Single(await office.DeliverAsync(1));
        Assert.Equal(["ailsa@example.org"], mail.To);
        Assert.Equal("Tomorrow, Tue 16 Nov: 2 posts, 1 ready", mail.Subject);
        Assert.Contains("Big Questions Week, Tuesday 16 November 2027: 2 posts, 1 ready.\nWhat nobody approves does not go out.", mail.Text, StringComparison.Ordinal);
        Assert.Contains("09:00 GMT, blog, @ScotCoPro: ready\n> The blog of the day\nApproved by Ailsa; text 19 of 280.\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"12:00 GMT, question, @ScotCoPro: NOT READY\n> Who decides?\nNobody has approved it.\nhttps://week.example/posts/{question}\n", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Not for tomorrow", mail.Text, StringComparison.Ordinal);
        Assert.Equal(["2027-11-15 16:00"], (await ToldAsync(week)).Select(at => $"{at:yyyy-MM-dd HH:mm}"));
    }

    [Fact]
    public async Task A_day_has_a_sheet_in_the_morning_and_one_in_the_evening_with_links()
    {
        await using var week = await WeekAsync();
        await week.QueueAsync("Good morning", Nine);
        await A.Post(week.Database.DataSource, week.Campaign, at: Nine.AddHours(4), text: "Nobody approves this");
        await week.StartWorkerAsync();
        await week.LiveAsync();
        var url = (await week.Get<CoProWeek.Campaigns.PostStore>().ListAsync(await week.Get<CoProWeek.Campaigns.CampaignStore>().NamedOrOnlyAsync(null)))[0].Deliveries[0].Url;
        week.Clock.StepTo(Nine.AddHours(11));

        await week.LiveAsync(until: Nine.AddHours(12));

        await using var office = PostOffice.Over(week.Database);
        var mails = await office.DeliverAsync(3);
        Assert.Contains(mails, mail => mail.Subject == "Today, Mon 15 Nov: 2 posts, 1 ready");
        var evening = Assert.Single(mails, mail => mail.Subject == "Today, Mon 15 Nov: 1 sent, 0 held, 1 not approved");
        Assert.Contains($"09:00 GMT, blog, @ScotCoPro: sent 09:00 GMT\n> Good morning\n{url}\n", evening.Text, StringComparison.Ordinal);
        Assert.Contains("13:00 GMT, blog, @ScotCoPro: not approved, so not sent", evening.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_workers_write_one_and_one_that_starts_anew_writes_none()
    {
        await using var week = await WeekAsync();
        await week.QueueAsync("Good morning", Nine.AddHours(2));
        await week.StartWorkerAsync();
        await week.LiveAsync(until: Nine);
        await week.RestartWorkerAsync();
        await week.LiveAsync(until: Nine.AddHours(1));
        var store = week.Get<SheetStore>();

        Assert.Equal(["Today, Mon 15 Nov: 1 post, ready"], await SubjectsAsync(week));
        Assert.DoesNotContain(await store.PendingAsync(Nine.AddHours(1), CancellationToken.None), sheet => sheet.At <= Nine.AddHours(1));
    }

    [Fact]
    public async Task A_machine_that_was_off_for_long_writes_no_old_sheet_and_a_day_without_posts_has_none()
    {
        await using var week = await WeekAsync();
        await week.QueueAsync("Good morning", Nine.AddHours(2));
        var store = week.Get<SheetStore>();

        Assert.Equal([SheetKind.Today, SheetKind.Evening], (await store.PendingAsync(Nine, CancellationToken.None)).Select(sheet => sheet.Kind));
        Assert.Equal([SheetKind.Evening], (await store.PendingAsync(Nine.AddHours(5), CancellationToken.None)).Select(sheet => sheet.Kind));
        Assert.Empty(await store.PendingAsync(Tuesday, CancellationToken.None));
    }

    [Theory]
    [InlineData("Europe/London", "2027-07-13T08:00:00Z", "2027-07-12T15:00:00Z")]
    [InlineData("Europe/London", "2027-11-16T09:00:00Z", "2027-11-15T16:00:00Z")]
    [InlineData("America/Los_Angeles", "2027-11-16T17:00:00Z", "2027-11-16T00:00:00Z")]
    public async Task Four_is_four_in_the_campaigns_own_zone(string zone, string slotAt, string sheetAt)
    {
        await using var week = await WeekAsync();
        var slot = DateTimeOffset.Parse(slotAt);
        var campaign = await A.Campaign(week.Database.DataSource, slug: "elsewhere", zone: zone, from: DateOnly.FromDateTime(slot.UtcDateTime), accounts: [week.Account]);
        await A.Post(week.Database.DataSource, campaign, at: slot);
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE posts SET edited_at = edited_at - interval '1 year'");

        var pending = await week.Get<SheetStore>().PendingAsync(slot.AddDays(-3), CancellationToken.None);

        Assert.Equal((SheetKind.Tomorrow, DateTimeOffset.Parse(sheetAt)), (pending[0].Kind, pending[0].At));
    }

    private static async Task<LiveWeek> WeekAsync()
    {
        Dictionary<string, string?> settings = new()
        {
            ["Web:PublicUrl"] = "https://week.example",
            ["Alerts:TomorrowSheet"] = "16:00",
            ["Alerts:TodaySheet"] = "07:30",
            ["Alerts:EveningSheet"] = "20:30",
        };
        var week = await LiveWeek.StartAsync(settings: settings);
        await week.Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "the test");
        return week;
    }

    private static async Task<IReadOnlyList<string>> SubjectsAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("SELECT subject FROM mails ORDER BY id")];
    }

    private static async Task<IReadOnlyList<DateTimeOffset>> ToldAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<DateTimeOffset>("SELECT at FROM events WHERE what = 'told' ORDER BY at")];
    }
}
