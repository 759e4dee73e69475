using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Reporting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Collecting;

/// <summary>Answers to our questions, which often lack the hashtag.</summary>
public sealed class ConversationTests
{
    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    [Fact]
    public async Task Answers_without_the_hashtag_are_held_listed_under_their_question_and_in_no_figure()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var question = await AskAsync(week);
        var with = await people.SayAsync("Everybody does #CoProWeekScot", "tide_table", replyTo: question);
        await people.SayAsync("Nobody asked me", "kelp_kitchen", replyTo: question);
        await people.SayAsync("I agree", "net_mender", replyTo: with);
        await people.SayAsync("Nothing to do with it", "kelp_kitchen");

        await week.LiveAsync(Eight.AddHours(3));

        var asked = Assert.Single(await AnswersAsync(week));
        Assert.Equal(["tide_table: Everybody does #CoProWeekScot True", "kelp_kitchen: Nobody asked me False", "net_mender: I agree False"],
            asked.Answers.Select(answer => $"{answer.Handle}: {answer.Text} {answer.HasHashtag}"));
        var report = await week.Get<ReachReports>().MakeAsync(await week.Get<CampaignStore>().NamedOrOnlyAsync(null), null, null, CancellationToken.None);
        // Our question and the one answer.
        Assert.Equal(2, report.Figures.Posts.All!.Value);
    }

    [Fact]
    public async Task A_conversation_is_looked_for_seven_days_and_then_asks_for_nothing_more()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new() { ["Collecting:EveryConversation"] = "12:00:00", ["Collecting:Every"] = "12:00:00", ["Collecting:EveryQuiet"] = "12:00:00" });
        using var people = new People(week.Sandbox.Address);
        var question = await AskAsync(week);
        await week.LiveAsync(Eight.AddDays(6));
        await people.SayAsync("In time", replyTo: question);
        await week.LiveAsync(Eight.AddDays(9));
        await people.SayAsync("Too late", replyTo: question);

        await week.LiveAsync(Eight.AddDays(12));

        Assert.Equal(["In time"], Assert.Single(await AnswersAsync(week)).Answers.Select(answer => answer.Text));
        var watch = Assert.Single(await week.Get<WatchStore>().OfCampaignAsync(week.Campaign, CancellationToken.None), watch => watch.IsConversation);
        Assert.Equal(TimeSpan.FromDays(7), watch.UntilAt - watch.FromAt);
        Assert.True(watch.CoveredTo >= watch.UntilAt.AddMinutes(-5) && watch.CoveredTo < watch.UntilAt.AddHours(12));
        Assert.Equal(question, watch.Subject);
    }

    [Fact]
    public async Task A_question_that_is_taken_down_is_watched_no_longer()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        await AskAsync(week);
        await week.LiveAsync(Eight.AddHours(2));
        await using (var connection = await week.Database.DataSource.OpenConnectionAsync())
            await Dapper.SqlMapper.ExecuteAsync(connection, "UPDATE deliveries SET state = 'removed'");

        await week.Get<WatchStore>().SyncAsync(Eight.AddHours(2), CancellationToken.None);

        var watch = Assert.Single(await week.Get<WatchStore>().OfCampaignAsync(week.Campaign, CancellationToken.None), watch => watch.IsConversation);
        Assert.Equal(Eight.AddHours(2), watch.UntilAt);
    }

    /// <summary>At a quarter past eight.</summary>
    private static async Task<string> AskAsync(LiveWeek week)
    {
        await week.QueueAsync("Who decides? #CoProWeekScot", Eight.AddMinutes(15), kind: "question");
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(20));
        return Assert.Single(await week.ArrivedAsync()).GetProperty("id").GetString()!;
    }

    private static async Task<IReadOnlyList<Question>> AnswersAsync(LiveWeek week) =>
        await week.Get<Answers>().OfAsync(await week.Get<CampaignStore>().NamedOrOnlyAsync(null), CancellationToken.None);
}
