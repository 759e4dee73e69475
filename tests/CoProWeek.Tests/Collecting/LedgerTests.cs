using CoProWeek.Collecting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>What was collected whole, what was not, and what became of it.</summary>
public sealed class LedgerTests
{
    private const string Search = "/2/tweets/search/recent";

    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    [Fact]
    public async Task A_look_that_breaks_off_between_pages_is_gone_on_with_and_nothing_is_read_twice()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await SayAsync(people, 230);
        // The first page is let through; the second is refused, and so are its two repeats.
        await week.FaultsAsync(new { kind = "status", status = 503, path = Search, skip = 1, count = 3 });
        await week.StartWorkerAsync();

        await week.LiveAsync(Eight.AddMinutes(30));

        Assert.Equal(230, (await Held.AllAsync(week.Database.DataSource)).Count);
        var look = (await Look.AllAsync(week.Database.DataSource))[0];
        Assert.Equal(("whole", 3, 230, 230), (look.Outcome, look.Pages, look.Posts, look.NewPosts));
        Assert.Empty(await GapsAsync(week));
    }

    [Fact]
    public async Task While_it_fails_the_watch_says_why_and_when_it_is_tried_again()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        await week.FaultsAsync(new { kind = "status", status = 429, path = Search, reset_after_s = 900 });
        await week.StartWorkerAsync();

        await week.LiveAsync(Eight.AddMinutes(10));

        var watch = await HashtagAsync(week);
        Assert.Contains("X: the posts with #CoProWeekScot could not be read", watch.Problem, StringComparison.Ordinal);
        Assert.Contains("It is asked again by itself.", watch.Problem, StringComparison.Ordinal);
        Assert.Equal(Eight.AddMinutes(15), watch.NextAt, TimeSpan.FromSeconds(5));
        Assert.Null(watch.CoveredTo);
        await week.FaultsAsync();
        await week.LiveAsync(Eight.AddHours(1));
        Assert.Equal("", (await HashtagAsync(week)).Problem);
    }

    [Fact]
    public async Task A_page_that_X_no_longer_knows_is_given_up_and_its_span_is_asked_for_by_time()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(1));
        await week.StopWorkerAsync();
        week.Clock.StepTo(Eight.AddMinutes(141));
        await SayAsync(people, 130, Eight.AddMinutes(140));
        // Its first page, then none; two looks for the handle; then its page is refused.
        await week.FaultsAsync(
            new { kind = "status", status = 503, path = Search, skip = 1, count = 3 },
            new { kind = "status", status = 400, path = Search, skip = 3, count = 1 });

        await week.RestartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(180));

        var looks = (await Look.AllAsync(week.Database.DataSource)).SkipWhile(look => look.Outcome == "whole").ToList();
        Assert.Equal(("abandoned", 1), (looks[0].Outcome, looks[0].Pages));
        Assert.Equal(("whole", null, looks[0].FromAt), (looks[1].Outcome, looks[1].SinceId, looks[1].FromAt));
        Assert.Equal(130, (await Held.AllAsync(week.Database.DataSource)).Count);
        Assert.Empty(await GapsAsync(week));
    }

    [Fact]
    public async Task After_two_days_off_nothing_is_missing()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(10));
        await week.StopWorkerAsync();
        week.Clock.StepTo(Eight.AddDays(2));
        await SayAsync(people, 150, Eight.AddDays(1));

        await week.RestartWorkerAsync();
        await week.LiveAsync(Eight.AddDays(2).AddMinutes(10));

        Assert.Equal(150, (await Held.AllAsync(week.Database.DataSource)).Count);
        Assert.Empty(await GapsAsync(week));
    }

    [Fact]
    public async Task After_nine_days_off_what_X_no_longer_serves_is_a_gap_and_the_rest_is_held()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await week.StartWorkerAsync();
        await people.SayAsync("Early #CoProWeekScot", at: Eight.AddMinutes(-5));
        await week.LiveAsync(Eight.AddMinutes(10));
        await week.StopWorkerAsync();
        week.Clock.StepTo(Eight.AddDays(9));
        await people.SayAsync("Lost #CoProWeekScot", at: Eight.AddDays(1));
        await people.SayAsync("Found #CoProWeekScot", at: Eight.AddDays(5));

        await week.RestartWorkerAsync();
        await week.LiveAsync(Eight.AddDays(9).AddHours(1));

        Assert.Equal(["Early #CoProWeekScot", "Found #CoProWeekScot"], (await Held.AllAsync(week.Database.DataSource)).Select(held => held.Text));
        var gap = (await GapsAsync(week))[^1];
        Assert.Equal(Eight.AddMinutes(10), gap.FromAt, TimeSpan.FromMinutes(6));
        Assert.Equal(Eight.AddDays(2), gap.ToAt, TimeSpan.FromMinutes(21));
    }

    [Fact]
    public async Task What_a_campaign_that_begins_earlier_now_had_missed_is_fetched()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Two days before #CoProWeekScot", at: Eight.AddDays(-2));
        await RunsFromAsync(week, Eight.AddDays(-1));
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(10));
        var before = await Held.AllAsync(week.Database.DataSource);
        await RunsFromAsync(week, Eight.AddDays(-3));

        await week.RestartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(30));

        Assert.Empty(before);
        Assert.Single(await Held.AllAsync(week.Database.DataSource));
        Assert.Empty(await GapsAsync(week));
    }

    [Fact]
    public async Task A_last_look_that_fails_is_tried_again_until_the_watch_is_collected_to_its_end()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new() { ["Collecting:KeepOnFor"] = "1.00:00:00", ["Collecting:EveryQuiet"] = "1.00:00:00", ["Collecting:Every"] = "1.00:00:00" });
        using var people = new People(week.Sandbox.Address);
        var end = new DateTimeOffset(2027, 12, 5, 0, 0, 0, TimeSpan.Zero);
        await week.StartWorkerAsync();
        await week.LiveAsync(end.AddMinutes(-1));
        await week.FaultsAsync(new { kind = "status", status = 503, path = Search, count = 12 });

        await week.LiveAsync(end.AddHours(2));

        Assert.Equal(end, (await Look.AllAsync(week.Database.DataSource))[^1].ToAt, TimeSpan.FromMinutes(5));
        Assert.Equal("whole", (await Look.AllAsync(week.Database.DataSource))[^1].Outcome);
    }

    [Fact]
    public async Task Once_a_day_X_is_asked_how_many_posts_there_are_in_each_hour()
    {
        await using var week = await LiveWeek.StartAsync(settings: new() { ["Collecting:Every"] = "01:00:00", ["Collecting:EveryQuiet"] = "01:00:00" });
        using var people = new People(week.Sandbox.Address);
        await SayAsync(people, 90);
        await week.StartWorkerAsync();

        await week.LiveAsync(Eight.AddDays(1).AddHours(2));

        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        // For the hashtag, and for our handle, which nobody named.
        Assert.Equal(90, await connection.ExecuteScalarAsync<int>("SELECT sum(counted)::int FROM watch_counts"));
        Assert.Equal(4, await people.CallsAsync("GET /2/tweets/counts/recent"));
    }

    /// <summary>One a minute, the last a minute before.</summary>
    private static async Task SayAsync(People people, int posts, DateTimeOffset? before = null)
    {
        for (var n = 0; n < posts; n++)
            await people.SayAsync($"Answer number {n} #CoProWeekScot", at: (before ?? Eight).AddMinutes(n - posts));
    }

    private static async Task RunsFromAsync(LiveWeek week, DateTimeOffset day)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE campaigns SET runs_from = @day", new { day = DateOnly.FromDateTime(day.UtcDateTime) });
    }

    private static async Task<Watch> HashtagAsync(LiveWeek week) =>
        Assert.Single(await week.Get<WatchStore>().OfCampaignAsync(week.Campaign, CancellationToken.None), watch => watch.IsHashtag);

    /// <summary>Since a week before, for earlier than that nothing could be collected.</summary>
    private static async Task<IReadOnlyList<Gap>> GapsAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return await Coverage.GapsAsync(connection, [(await HashtagAsync(week)).Id], Eight.AddDays(-6), Eight.AddDays(30), CancellationToken.None);
    }
}
