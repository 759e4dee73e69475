using CoProWeek.Accounts;
using CoProWeek.Publishing;
using CoProWeek.Tests.Alerts;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

/// <summary>Whoever manages is told what does not go out: each cause once, with what to do about it.</summary>
public sealed class TellingTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task Keys_that_X_refuses_are_one_alert_by_each_channel_though_three_posts_are_held()
    {
        await using var week = await WeekAsync();
        foreach (var hour in Enumerable.Range(0, 3))
            await week.QueueAsync($"Post {hour}", Nine.AddHours(hour));
        await RefuseAsync(week, 401);
        await week.StartWorkerAsync();
        foreach (var hour in Enumerable.Range(0, 3))
        {
            week.Clock.StepTo(Nine.AddHours(hour));
            await HappenedAsync(week, "held", hour + 1);
        }

        await using var office = PostOffice.Over(week.Database);
        await using var chat = ChatDesk.Over(week.Database);
        chat.Chat.Answers(200, "ok");
        await chat.StartSenderAsync();
        var mail = Assert.Single(await office.DeliverAsync(1));
        await chat.Chat.ArrivalAsync();
        Assert.Equal("@ScotCoPro cannot post: its keys are refused", mail.Subject);
        Assert.Contains($"https://week.example/accounts/{week.Account}", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Mon 15 Nov 09:00 GMT, @ScotCoPro", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Post 0", mail.Text, StringComparison.Ordinal);
        Assert.Contains("What to do: Connect the account anew", mail.Text, StringComparison.Ordinal);
        Assert.Contains("its keys are refused", Assert.Single(chat.Chat.Requests).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missed_post_is_told_with_post_account_cause_next_step_and_link()
    {
        await using var week = await WeekAsync();
        var post = await week.QueueAsync("Good morning", Nine, latestAt: Nine.AddHours(1));
        week.Clock.StepTo(Nine.AddHours(2));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        await using var office = PostOffice.Over(week.Database);
        var mail = Assert.Single(await office.DeliverAsync(1));
        Assert.Equal("Missed: blog Mon 15 Nov 09:00 GMT, @ScotCoPro", mail.Subject);
        Assert.Contains("> Good morning", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Why: Its latest passed before it could be sent", mail.Text, StringComparison.Ordinal);
        Assert.Contains("What to do: Give it a new time", mail.Text, StringComparison.Ordinal);
        Assert.Contains($"https://week.example/posts/{post}", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_standstill_all_that_was_missed_is_one_alert()
    {
        await using var week = await WeekAsync();
        foreach (var hour in Enumerable.Range(0, 4))
            await week.QueueAsync($"Post {hour}", Nine.AddHours(hour), latestAt: Nine.AddHours(hour + 0.5));
        week.Clock.StepTo(Nine.AddHours(9));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["Missed: 4 posts, @ScotCoPro"], await SubjectsAsync(week));
    }

    [Fact]
    public async Task Refused_again_after_a_retry_is_not_told_again_until_X_has_taken_a_post_between()
    {
        await using var week = await WeekAsync();
        var post = await week.QueueAsync("Good morning", Nine);
        await RefuseAsync(week, 401);
        await week.StartWorkerAsync();
        week.Clock.StepTo(Nine);
        await HappenedAsync(week, "held", 1);
        await week.Get<Interventions>().ResumeAsync(post, "Ailsa", CancellationToken.None);
        await HappenedAsync(week, "held", 2);
        Assert.Single(await SubjectsAsync(week));

        await week.FaultsAsync();
        await week.Get<Interventions>().ResumeAsync(post, "Ailsa", CancellationToken.None);
        await HappenedAsync(week, "sent", 1);
        await week.QueueAsync("Later", Nine.AddHours(1));
        await RefuseAsync(week, 401);
        week.Clock.StepTo(Nine.AddHours(1));
        await HappenedAsync(week, "held", 3);

        Assert.Equal(2, (await SubjectsAsync(week)).Count);
    }

    [Fact]
    public async Task What_a_person_holds_themselves_is_not_told_and_the_red_button_is_when_pressed_and_when_lifted()
    {
        await using var week = await WeekAsync();
        var post = await week.QueueAsync("Good morning", Nine.AddHours(3));
        await week.StartWorkerAsync();
        await week.Get<Interventions>().HoldAsync(post, "Wait.", "Ailsa", CancellationToken.None);
        await week.Get<StopAll>().SetAsync("National mourning.", "Ailsa", CancellationToken.None);
        await HappenedAsync(week, "everything stopped", 1);
        await week.Get<StopAll>().LiftAsync("Ailsa", CancellationToken.None);
        await HappenedAsync(week, "sending again", 1);

        Assert.Equal(["Everything is stopped, by Ailsa", "Sending again: Ailsa lifted the stop"], await SubjectsAsync(week));
    }

    private static async Task<LiveWeek> WeekAsync()
    {
        var week = await LiveWeek.StartAsync(settings: new() { ["Web:PublicUrl"] = "https://week.example" });
        await week.Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "the test");
        return week;
    }

    private static Task RefuseAsync(LiveWeek week, int status) => week.FaultsAsync(new { kind = "status", status, path = "/2/tweets", method = "POST" });

    private static async Task<IReadOnlyList<string>> SubjectsAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("SELECT subject FROM mails ORDER BY id")];
    }

    /// <summary>Waits until something has happened so often, and all that happened has been looked at.</summary>
    private static async Task HappenedAsync(LiveWeek week, string what, int times)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        await Eventually.TrueAsync(
            async () => await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM events WHERE what = @what", new { what }) == times
                && !await week.Get<TroubleStore>().AnyAsync(week.Clock.GetUtcNow(), CancellationToken.None),
            () => $"\"{what}\" never happened {times} times.");
    }
}
