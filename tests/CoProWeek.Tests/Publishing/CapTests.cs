using CoProWeek.Publishing;
using CoProWeek.Tests.Collecting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

/// <summary>The limits of section Spending: a post that does not fit is held with words, and reading stops first.</summary>
public sealed class CapTests
{
    private const string Search = "GET /2/tweets/search/recent";

    private static readonly DateTimeOffset Nine = A.MondayMorning;

    // One plain post costs $0.015. Counting is put off, and the handle's watch finds nothing: what is left is what the test says.
    private static Dictionary<string, string?> Caps(string? day = null, string? campaign = null) => new()
    {
        ["Spending:DayCap"] = day ?? "0",
        ["Spending:CampaignCap"] = campaign ?? "0",
        ["X:Prices:Count"] = "0",
        ["Collecting:Every"] = "00:30:00",
        ["Collecting:RetryAfter"] = "00:30:00",
    };

    [Fact]
    public async Task A_post_that_would_pass_the_days_limit_is_held_with_words_and_resumed_tomorrow_by_one_button()
    {
        // Of posts alone: a resumed post is looked for on the timeline first, and that costs something too.
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new(Caps(day: "0.04")) { ["X:Prices:ReadOwnPost"] = "0", ["X:Prices:ReadUser"] = "0" });
        foreach (var n in Enumerable.Range(1, 4))
            await week.QueueAsync($"Post {n}", Nine.AddMinutes(n), latestAt: Nine.AddDays(2));
        await week.StartWorkerAsync();
        await week.LiveToAsync(Nine.AddHours(1));
        Assert.Equal(["Post 1", "Post 2"], await week.ArrivedTextsAsync());
        await using (var rows = await week.Database.DataSource.OpenConnectionAsync())
        {
            Assert.Equal(2, await rows.ExecuteScalarAsync<int>("SELECT count(*) FROM deliveries WHERE state = 'held' AND hold_reason = 'budget'"));
            Assert.StartsWith(
                "CoProWeek: today’s limit of $0.04 is reached: $0.03 is spent, and this post costs $0.015. Raise Spending:DayCap",
                await rows.ExecuteScalarAsync<string>("SELECT reason FROM deliveries WHERE hold_reason = 'budget' ORDER BY id LIMIT 1"), StringComparison.Ordinal);
        }

        await week.LiveToAsync(Nine.AddDays(1));
        Assert.Equal(2, await week.Get<AccountPauses>().ReleaseAsync(week.Account, "Ailsa", CancellationToken.None));
        await week.LiveToAsync(Nine.AddDays(1).AddHours(1));

        Assert.Equal(["Post 1", "Post 2", "Post 3", "Post 4"], (await week.ArrivedTextsAsync()).Order());
    }

    [Fact]
    public async Task The_campaigns_limit_holds_from_day_to_day()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: Caps(campaign: "0.02"));
        await week.QueueAsync("Monday", Nine);
        var tuesday = await week.QueueAsync("Tuesday", Nine.AddDays(1), latestAt: Nine.AddDays(3));
        await week.StartWorkerAsync();

        await week.LiveToAsync(Nine.AddDays(1).AddMinutes(5));

        Assert.Equal(["Monday"], await week.ArrivedTextsAsync());
        Assert.StartsWith("CoProWeek: the campaign’s limit of $0.02 is reached", (await week.DeliveryAsync(tuesday)).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("One\n---\nTwo\n---\nThree", false)]
    [InlineData("With a picture", true)]
    public async Task A_thread_or_a_picture_that_does_not_fit_whole_is_not_begun(string text, bool picture)
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: Caps(day: picture ? "0.019" : "0.04"));
        var post = await week.QueueAsync(text, Nine, latestAt: Nine.AddDays(2), picture: picture ? A.Png : null);
        await week.StartWorkerAsync();

        await week.LiveToAsync(Nine.AddMinutes(5));

        var held = await week.DeliveryAsync(post);
        Assert.Equal(("held", "budget", 0), (held.State, held.HoldReason, held.PartsOut));
        Assert.Empty(await week.ArrivedAsync());
        Assert.Empty((await Spending.OfAsync(week.Database.DataSource)).Keys.Intersect(["post", "alt-text"]));
    }

    [Fact]
    public async Task Collecting_pauses_before_the_limit_and_says_so_and_posts_still_go_out()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: Caps(day: "0.10"));
        using var people = new People(week.Sandbox.Address);
        for (var n = 0; n < 8; n++)
            await people.SayAsync($"Answer {n}, about nothing #CoProWeekScot", at: LiveWeek.Eight.AddHours(-1));
        await week.QueueAsync("Still out", LiveWeek.Eight.AddMinutes(40));
        await Spending.SpendAsync(week.Database.DataSource, week.Account, week.Campaign, "user", 1, 0.04m, LiveWeek.Eight);
        await week.StartWorkerAsync();
        await week.LiveToAsync(LiveWeek.Eight.AddMinutes(4));
        var asked = await people.CallsAsync(Search);

        await week.LiveToAsync(LiveWeek.Eight.AddMinutes(45));

        Assert.Equal(asked, await people.CallsAsync(Search));
        Assert.Contains("Still out", await week.ArrivedTextsAsync());
        await using (var rows = await week.Database.DataSource.OpenConnectionAsync())
            Assert.Matches("^CoProWeek: collecting is paused: .+ of today’s .0.10 is spent, and the rest is kept for posts", await rows.ExecuteScalarAsync<string>("SELECT problem FROM watches WHERE kind = 'hashtag'"));

        await people.SayAsync("The next day #CoProWeekScot", at: LiveWeek.Eight.AddHours(12));
        await week.LiveToAsync(LiveWeek.Eight.AddHours(18));
        Assert.True(await people.CallsAsync(Search) > asked, "It goes on by itself on the next day.");
        Assert.Contains(await Held.AllAsync(week.Database.DataSource), held => held.Text == "The next day #CoProWeekScot");
    }
}
