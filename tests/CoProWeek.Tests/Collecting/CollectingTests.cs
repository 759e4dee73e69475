using CoProWeek.Collecting;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Collecting;

/// <summary>What people say, from the practice network into the rows, by the real worker on a step clock.</summary>
public sealed class CollectingTests
{
    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    [Fact]
    public async Task What_people_say_is_held_with_who_said_it_and_all_it_carries()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.JoinAsync("kelp_kitchen", followers: 341);
        var asked = await people.SayAsync("Who decides?", at: Eight.AddHours(-2));
        await people.SayAsync(
            "Tea & power: @ScotCoPro asks, we answer https://example.org/tea #CoProWeekScot #Kitchens", at: Eight.AddHours(-1), replyTo: asked, numbers: new { likes = 3, bookmarks = 1, views = 58 });
        await week.StartWorkerAsync();

        await week.LiveAsync(Eight.AddMinutes(6));

        var held = Assert.Single(await Held.AllAsync(week.Database.DataSource));
        Assert.Equal(("kelp_kitchen", "reply", Eight.AddHours(-1)), (held.Handle, held.Kind, held.PostedAt));
        Assert.Equal("Tea & power: @ScotCoPro asks, we answer https://example.org/tea #CoProWeekScot #Kitchens", held.Text);
        Assert.Equal(["coproweekscot", "kitchens"], held.Tags);
        Assert.Equal(["https://example.org/tea"], held.Links);
        Assert.Equal(["scotcopro"], held.Named);
        Assert.Equal((341, 58L, 3, 0), (held.Followers, held.Views, held.Likes, held.Replies));
    }

    [Fact]
    public async Task A_post_that_two_watches_find_is_one_mention_of_both()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Thank you @scotcopro for #coproweekscot", at: Eight.AddHours(-1));
        await people.SayAsync("Thank you @ScotCoPro", at: Eight.AddMinutes(-50));
        await people.SayAsync("Nothing to do with any of this", at: Eight.AddMinutes(-40));
        await week.StartWorkerAsync();

        await week.LiveAsync(Eight.AddHours(1));

        Assert.Equal([2, 1], (await Held.AllAsync(week.Database.DataSource)).Select(held => held.Watches));
    }

    [Fact]
    public async Task Our_own_posts_are_found_like_everybody_elses()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        await week.QueueAsync("Good morning #CoProWeekScot", Eight.AddHours(1));
        await week.StartWorkerAsync();

        await week.LiveAsync(Eight.AddHours(2));

        var held = Assert.Single(await Held.AllAsync(week.Database.DataSource));
        Assert.Equal(("ScotCoPro", "original"), (held.Handle, held.Kind));
    }

    [Fact]
    public async Task Every_page_is_read_and_the_next_look_asks_for_what_came_after_the_first()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var newest = "";
        for (var n = 0; n < 230; n++)
            newest = await people.SayAsync($"Answer number {n} #CoProWeekScot", at: Eight.AddMinutes(-300 + n));
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
        await people.SayAsync("One more #CoProWeekScot", at: Eight.AddMinutes(2));

        await week.LiveAsync(Eight.AddMinutes(11));

        Assert.Equal(231, (await Held.AllAsync(week.Database.DataSource)).Count);
        var looks = await Look.AllAsync(week.Database.DataSource);
        Assert.Equal((3, 230, 230, null), (looks[0].Pages, looks[0].Posts, looks[0].NewPosts, looks[0].SinceId));
        Assert.Equal((1, 1, 1, long.Parse(newest)), (looks[1].Pages, looks[1].Posts, looks[1].NewPosts, looks[1].SinceId));
        Assert.Equal(looks[0].ToAt, looks[1].FromAt);
    }

    [Fact]
    public async Task An_edited_post_is_one_post_with_its_newest_words_and_what_those_carry()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var first = await people.SayAsync("Our tae #CoProWeekScot #Typos https://example.org/1", at: Eight.AddMinutes(-20));
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
        var second = await people.EditAsync(first, "Our tea #CoProWeekScot https://example.org/2");

        await week.LiveAsync(Eight.AddMinutes(11));

        var held = Assert.Single(await Held.AllAsync(week.Database.DataSource));
        Assert.Equal((long.Parse(first), long.Parse(second), Eight.AddMinutes(-20)), (held.FirstId, held.RemoteId, held.PostedAt));
        Assert.Equal("Our tea #CoProWeekScot https://example.org/2", held.Text);
        Assert.Equal(["coproweekscot"], held.Tags);
        Assert.Equal(["https://example.org/2"], held.Links);
    }

    [Fact]
    public async Task What_no_row_can_hold_costs_itself_and_none_of_its_page()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        FoundPost[] page = [Post(3, "before"), Post(2, "a\0b"), Post(1, "after") with { Links = [$"https://example.org/{new string('字', 900)}"], Tags = [new string('字', 900)] }];
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        var kept = await MentionStore.KeepAsync(transaction, "x", page, Eight, CancellationToken.None);
        await transaction.CommitAsync();

        Assert.Equal((2, 1), (kept.New, kept.Odd));
        Assert.Equal(["after", "before"], (await Held.AllAsync(week.Database.DataSource)).Select(held => held.Text));
    }

    [Fact]
    public async Task A_watch_ends_some_days_after_the_campaign_and_then_asks_for_nothing_more()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new() { ["Collecting:KeepOnFor"] = "2.00:00:00", ["Collecting:EveryQuiet"] = "12:00:00", ["Collecting:Every"] = "12:00:00" });
        using var people = new People(week.Sandbox.Address);
        await week.StartWorkerAsync();
        var end = new DateTimeOffset(2027, 12, 6, 0, 0, 0, TimeSpan.Zero);
        await people.SayAsync("Before the end #CoProWeekScot", at: Eight.AddMinutes(-1));
        await week.LiveAsync(end.AddHours(1));
        var calls = await people.CallsAsync("GET /2/tweets/search/recent");

        await week.LiveAsync(end.AddDays(30));

        Assert.Single(await Held.AllAsync(week.Database.DataSource));
        Assert.Equal(calls, await people.CallsAsync("GET /2/tweets/search/recent"));
        Assert.Equal(end.AddSeconds(-30), (await Look.AllAsync(week.Database.DataSource))[^1].ToAt, TimeSpan.FromSeconds(5));
    }

    private static FoundPost Post(long id, string text) =>
        new() { FirstId = id, Id = id, NewestId = id, Author = new FoundAuthor(5, "kelp_kitchen", "Kelp"), PostedAt = Eight.AddMinutes(id), Text = text, Raw = "{}" };
}
