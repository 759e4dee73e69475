using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

public sealed class LateTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task A_post_whose_latest_passed_while_nobody_ran_is_missed_with_a_reason_and_never_sent()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning", Nine, latestAt: Nine.AddMinutes(30));
        week.Clock.StepTo(Nine.AddHours(2));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var delivery = await week.DeliveryAsync(post);
        Assert.Equal("missed", delivery.State);
        Assert.Contains("its latest passed", delivery.Reason, StringComparison.Ordinal);
        Assert.Empty(await week.ArrivedAsync());
    }

    [Fact]
    public async Task After_a_standstill_overdue_posts_go_out_in_order_and_spaced_never_as_a_burst()
    {
        await using var week = await LiveWeek.StartAsync();
        foreach (var n in Enumerable.Range(0, 3))
            await week.QueueAsync($"post {n}", Nine.AddMinutes(n * 10));
        week.Clock.StepTo(Nine.AddHours(2));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var times = (await week.ArrivedAsync()).Select(post => post.GetProperty("created_at").GetDateTimeOffset()).ToList();
        Assert.Equal(["post 0", "post 1", "post 2"], await week.ArrivedTextsAsync());
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(2.9), $"{pair.First:T} then {pair.Second:T}"));
    }

    [Fact]
    public async Task Off_at_nine_and_back_at_eleven_each_post_does_what_its_rule_says()
    {
        await using var week = await LiveWeek.StartAsync(settings: new() { ["Publishing:Latest:story"] = "90m" });
        var notice = await PlanAsync(week, "notice", "08:30");
        var blog = await PlanAsync(week, "blog", "09:00");
        var story = await PlanAsync(week, "story", "09:15", credit: "Ann");
        var countdown = await PlanAsync(week, "countdown", "09:30");
        var call = await PlanAsync(week, "call", "09:45", latest: "10:30");
        var question = await PlanAsync(week, "question", "10:00");
        var resource = await PlanAsync(week, "resource", "11:05");
        week.Clock.StepTo(Nine.AddHours(2));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        foreach (var (post, state) in new[] { (notice, "missed"), (blog, "sent"), (story, "missed"), (countdown, "sent"), (call, "missed"), (question, "sent"), (resource, "sent") })
            Assert.Equal(state, (await week.DeliveryAsync(post)).State);
        var arrived = (await week.ArrivedAsync()).ToDictionary(post => post.GetProperty("text").GetString()!, post => post.GetProperty("created_at").GetDateTimeOffset());
        DateTimeOffset[] overdue = [arrived["blog"], arrived["countdown"], arrived["question"]];
        Assert.All(overdue.Zip(overdue.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(2.9), $"{pair.First:T} then {pair.Second:T}"));
        Assert.InRange(arrived["resource"], Nine.AddMinutes(125), Nine.AddMinutes(126));
    }

    [Fact]
    public async Task A_rate_limit_is_waited_out_until_the_instant_the_network_names()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind = "status", status = 429, path = "/2/tweets", method = "POST", count = 1 });
        var post = await week.QueueAsync("Good morning", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task A_held_post_that_nobody_resumes_is_missed_and_says_who_held_it()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning", Nine, latestAt: Nine.AddHours(1));
        await week.Get<Interventions>().HoldAsync(post, "Held by Ailsa: a bereavement", "Ailsa", CancellationToken.None);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var delivery = await week.DeliveryAsync(post);
        Assert.Equal("missed", delivery.State);
        Assert.Contains("Held by Ailsa", delivery.Reason, StringComparison.Ordinal);
        Assert.Empty(await week.ArrivedAsync());
    }

    [Fact]
    public async Task While_everything_is_stopped_nothing_goes_out()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning", Nine, latestAt: Nine.AddHours(1));
        await A.StopAll(week.Database.DataSource);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Empty(await week.ArrivedAsync());
        Assert.Equal("missed", (await week.DeliveryAsync(post)).State);
    }

    /// <summary>Planned for Monday, so that its latest is what its rule makes it, and approved.</summary>
    private static async Task<long> PlanAsync(LiveWeek week, string kind, string time, string latest = "", string credit = "")
    {
        var campaign = await week.Get<CampaignStore>().NamedOrOnlyAsync(null);
        var content = new PostContent
        {
            Ref = kind,
            Kind = kind,
            SlotOn = DateOnly.FromDateTime(Nine.UtcDateTime),
            SlotTime = TimeOnly.Parse(time),
            Latest = latest,
            Text = kind,
            Credit = credit,
            Accounts = [new PostAccount { AccountId = week.Account, Network = "x", Handle = "ScotCoPro" }],
        };
        await week.Get<PostEdits>().SaveAsync(campaign, null, content, "sam", mayVoid: true, CancellationToken.None);
        var post = await week.Get<PostStore>().FindAsync(campaign, kind);
        await week.ApproveAsync(post.Id, "Ailsa");
        return post.Id;
    }
}
