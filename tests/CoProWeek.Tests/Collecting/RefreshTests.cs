using CoProWeek.Collecting;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>Every held post is looked up once before a report.</summary>
public sealed class RefreshTests
{
    private const string Lookup = "GET /2/tweets";

    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    [Fact]
    public async Task Numbers_are_appended_what_is_gone_is_hidden_and_edits_are_followed_even_those_that_dropped_the_hashtag()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var liked = await people.SayAsync("A question #CoProWeekScot", at: Eight.AddHours(-3));
        var gone = await people.SayAsync("A mistake #CoProWeekScot", at: Eight.AddHours(-2));
        var reworded = await people.SayAsync("A tpyo #CoProWeekScot", at: Eight.AddMinutes(-10));
        await CollectAsync(week);
        await people.SayAsync("An answer, without the tag", replyTo: liked);
        await people.DeleteAsync(gone);
        await people.EditAsync(reworded, "A typo");

        var refreshed = await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None);

        Assert.Equal(new Refreshed { LookedUp = 3, Missing = 1 }, refreshed);
        var held = await Held.AllAsync(week.Database.DataSource);
        Assert.Equal((1, 2), (held[0].Replies, held[0].Looks));
        Assert.Equal(("deleted", 1), (held[1].HiddenWhy, held[1].Looks));
        Assert.Equal(("A typo", 0), (held[2].Text, held[2].Tags.Length));
        Assert.Equal(2, await people.CallsAsync(Lookup));
    }

    [Fact]
    public async Task What_was_thought_gone_and_is_there_again_is_shown_again()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Here #CoProWeekScot", at: Eight.AddHours(-3));
        await CollectAsync(week);
        var id = (await Held.AllAsync(week.Database.DataSource))[0].RemoteId;
        await week.FaultsAsync(new
        {
            kind = "no-id",
            path = "/2/tweets",
            method = "GET",
            count = 1,
            body = $$"""{"errors":[{"resource_id":"{{id}}","resource_type":"tweet","type":"https://api.twitter.com/2/problems/not-authorized-for-resource"}]}""",
        });

        await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None);
        var hidden = (await Held.AllAsync(week.Database.DataSource))[0].HiddenWhy;
        week.Clock.StepTo(Eight.AddHours(3));
        await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None);

        Assert.Equal("protected, suspended or withheld", hidden);
        Assert.Null((await Held.AllAsync(week.Database.DataSource))[0].HiddenWhy);
    }

    [Fact]
    public async Task Stopped_half_way_it_goes_on_where_it_was_and_nothing_is_looked_up_twice()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        for (var n = 0; n < 250; n++)
            await people.SayAsync($"Answer number {n} #CoProWeekScot", at: Eight.AddMinutes(n - 300));
        await CollectAsync(week);
        await week.FaultsAsync(new { kind = "status", status = 503, path = "/2/tweets", method = "GET", skip = 1, count = 3 });
        var told = new List<(int, int)>();

        var why = await Assert.ThrowsAsync<NetworkReadException>(() => week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None));
        var refreshed = await week.Get<Refresher>().RefreshAsync(week.Campaign, (done, all) => told.Add((done, all)), CancellationToken.None);

        Assert.Contains("X: 100 posts could not be read", why.Message, StringComparison.Ordinal);
        Assert.Equal(new Refreshed { LookedUp = 250, Missing = 0 }, refreshed);
        Assert.Equal([(100, 150), (150, 150)], told);
        Assert.All(await Held.AllAsync(week.Database.DataSource), held => Assert.Equal(2, held.Looks));
    }

    [Fact]
    public async Task One_that_was_stopped_hours_ago_is_begun_anew()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Here #CoProWeekScot", at: Eight.AddHours(-3));
        await CollectAsync(week);
        await week.StopWorkerAsync();
        await week.FaultsAsync(new { kind = "status", status = 503, path = "/2/tweets", method = "GET", count = 3 });
        await Assert.ThrowsAsync<NetworkReadException>(() => week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None));
        week.Clock.StepTo(Eight.AddHours(3));

        Assert.Equal(new Refreshed { LookedUp = 1, Missing = 0 }, await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None));
    }

    [Fact]
    public async Task A_count_that_X_refuses_keeps_no_refresh_from_ending()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Here #CoProWeekScot", at: Eight.AddHours(-3));
        await CollectAsync(week);
        await week.FaultsAsync(new { kind = "status", status = 403, path = "/2/tweets/counts/recent" });

        Assert.Equal(new Refreshed { LookedUp = 1, Missing = 0 }, await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None));
    }

    [Fact]
    public async Task It_reads_with_the_keys_of_an_account_that_the_campaign_still_names()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Here #CoProWeekScot", at: Eight.AddHours(-3));
        await CollectAsync(week);
        await using (var connection = await week.Database.DataSource.OpenConnectionAsync())
        {
            // It was mistyped once: its watch has ended, and nobody has keys for it.
            await connection.ExecuteAsync("""
                INSERT INTO watches (campaign_id, network, account_id, kind, subject, from_at, until_at, next_at, created_at)
                SELECT @campaign, 'x', @account, 'handle', 'ScotCoPor', @at, @at + interval '1 hour', @at, @at
                """, new { campaign = week.Campaign, account = await A.Account(week.Database.DataSource, "ScotCoPor"), at = Eight.AddDays(-10) });
        }

        Assert.Equal(new Refreshed { LookedUp = 1, Missing = 0 }, await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None));
    }

    private static async Task CollectAsync(LiveWeek week)
    {
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
    }
}
