using CoProWeek.Accounts;
using CoProWeek.Publishing;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

/// <summary>What is not approved is named an hour before its slot; the sheet for the next day names it as well.</summary>
public sealed class UnapprovedTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;
    private static readonly DateTimeOffset Tuesday = Nine.AddDays(1);

    /// <summary>Begun here, for a lived day is looked through for mentions every five minutes.</summary>
    private static readonly DateTimeOffset HalfPastThree = Nine.AddHours(6.5);

    [Fact]
    public async Task An_hour_before_its_slot_each_post_is_named_once_by_itself()
    {
        await using var week = await WeekAsync();
        await PostAsync(week, Nine.AddHours(3), "Who decides?", latestAt: Nine.AddHours(8));
        await PostAsync(week, Nine.AddHours(5), "A story");
        await week.StartWorkerAsync();

        await week.LiveAsync(until: Nine.AddHours(4.5));

        await using var office = PostOffice.Over(week.Database);
        var mails = await office.DeliverAsync(2);
        Assert.Equal(
            ["Not approved, due in 60 min: blog 12:00 GMT", "Not approved, due in 60 min: blog 14:00 GMT"],
            mails.Select(mail => mail.Subject).Order(StringComparer.Ordinal));
        Assert.Contains(mails, mail => mail.Text.Contains("Approved by Mon 15 Nov 17:00 GMT, it still goes out; after that it does not.", StringComparison.Ordinal));
        Assert.Equal(["11:00", "13:00"], (await ToldAsync(week)).Select(at => $"{at:HH:mm}"));
    }

    [Fact]
    public async Task While_all_is_approved_nobody_is_told_anything()
    {
        await using var week = await WeekAsync();
        await week.QueueAsync("Good morning", Tuesday);
        await A.Post(week.Database.DataSource, week.Campaign, spare: true);
        week.Clock.StepTo(HalfPastThree);
        await week.StartWorkerAsync();
        week.Clock.StepTo(Tuesday.AddHours(-1.5));

        await week.LiveAsync(until: Tuesday.AddHours(1));

        Assert.Equal(0, await MailsAsync(week));
        Assert.Single(await week.ArrivedAsync());
    }

    [Fact]
    public async Task Nothing_is_said_twice_by_a_worker_that_starts_anew()
    {
        await using var week = await WeekAsync();
        await PostAsync(week, Nine, "The blog of the day");
        await week.StartWorkerAsync();
        await week.LiveAsync(until: Nine.AddMinutes(-30));
        await week.RestartWorkerAsync();
        await week.LiveAsync(until: Nine.AddMinutes(30));

        Assert.Equal(1, await MailsAsync(week));
    }

    [Fact]
    public async Task Where_nobody_manages_nobody_is_told_and_the_week_goes_on()
    {
        await using var week = await LiveWeek.StartAsync();
        await PostAsync(week, Nine, "The blog of the day");
        await week.StartWorkerAsync();

        await week.LiveAsync(until: Nine.AddMinutes(30));

        Assert.Equal(0, await MailsAsync(week));
    }

    [Fact]
    public async Task What_was_changed_a_moment_ago_is_named_five_minutes_later()
    {
        await using var week = await WeekAsync();
        var post = await PostAsync(week, Nine.AddHours(3), "Who decides?");
        var edited = Nine.AddHours(2.5);
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE posts SET edited_at = @edited WHERE id = @post", new { edited, post });

        var pending = await week.Get<UnapprovedStore>().PendingAsync(edited.AddMinutes(1), CancellationToken.None);

        Assert.Equal(edited.AddMinutes(5), Assert.Single(pending).At);
    }

    [Fact]
    public async Task A_post_approved_after_its_slot_and_before_its_latest_goes_out()
    {
        await using var week = await WeekAsync();
        var post = await PostAsync(week, Nine, "Good morning", latestAt: Nine.AddHours(11));
        await week.StartWorkerAsync();
        await week.LiveAsync(until: Nine.AddHours(2));
        Assert.Empty(await week.ArrivedAsync());

        await week.ApproveAsync(post, "Ailsa");
        await week.LiveAsync();

        Assert.Equal(["Good morning"], await week.ArrivedTextsAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }

    private static async Task<LiveWeek> WeekAsync()
    {
        var week = await LiveWeek.StartAsync(settings: new() { ["Web:PublicUrl"] = "https://week.example" });
        await week.Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "the test");
        return week;
    }

    private static Task<long> PostAsync(LiveWeek week, DateTimeOffset at, string text, DateTimeOffset? latestAt = null) =>
        A.Post(week.Database.DataSource, week.Campaign, at: at, text: text, latestAt: latestAt);

    private static async Task<int> MailsAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM mails");
    }

    private static async Task<IReadOnlyList<DateTimeOffset>> ToldAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<DateTimeOffset>("SELECT at FROM events WHERE what = 'told' ORDER BY at")];
    }
}
