using CoProWeek.Networks.Sandbox;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

public sealed class ReadingBackTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    private static readonly (string Kind, int Status)[] BadEnds =
        [("status", 500), ("status", 503), ("drop", 503), ("garbage", 503), ("empty", 503), ("html", 503), ("no-id", 503), ("cut", 503)];

    [Fact]
    public async Task A_create_that_ends_badly_before_it_was_accepted_is_proved_absent_and_sent_again_once() => await EndBadlyAsync(accept: false);

    [Fact]
    public async Task A_create_that_was_accepted_but_not_answered_is_found_on_our_timeline_and_never_sent_again() => await EndBadlyAsync(accept: true);

    /// <summary>Each bad end is another account's.</summary>
    private static async Task EndBadlyAsync(bool accept)
    {
        string[] handles = [.. BadEnds.Select((_, n) => $"Team{n}")];
        await using var week = await LiveWeek.StartAsync(others: handles);
        await week.FaultsAsync([.. BadEnds.Select((end, n) => (object)new { kind = end.Kind, status = end.Status, accept, path = "/2/tweets", method = "POST", account = handles[n], count = 1 })]);
        var posts = new List<long>();
        for (var n = 0; n < BadEnds.Length; n++)
            posts.Add(await week.QueueAsync($"Good morning & welcome {n} https://example.org/a", Nine, account: week.Accounts[n + 1]));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var arrived = (await week.ArrivedAsync()).ToDictionary(post => post.GetProperty("account").GetString()!);
        foreach (var ((post, handle), end) in posts.Zip(handles).Zip(BadEnds))
        {
            var delivery = await week.DeliveryAsync(post);
            Assert.Equal((end, "sent"), (end, delivery.State));
            Assert.EndsWith(arrived[handle].GetProperty("id").GetString()!, delivery.Url);
            Assert.Equal(accept ? 1 : 2, (await week.Get<AttemptLog>().OfPostAsync(post, CancellationToken.None)).Count);
        }
    }

    [Fact]
    public async Task A_network_that_accepts_late_and_shows_late_never_leads_to_two()
    {
        await using var week = await LiveWeek.StartAsync(switches: new SandboxSwitches { TimelineLagS = 30 }, settings: new() { ["Publishing:Deadline"] = "00:00:05" });
        await week.FaultsAsync(new { kind = "late", delay_ms = 25_000, path = "/2/tweets", method = "POST", count = 1 });
        var post = await week.QueueAsync("Good morning", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task One_read_of_our_timeline_serves_all_that_is_in_doubt_there()
    {
        await using var week = await LiveWeek.StartAsync();
        using var people = new People(week.Sandbox.Address);
        week.Clock.StepTo(Nine.AddMinutes(1));
        var posts = new List<long>();
        foreach (var text in new[] { "one", "two", "three" })
        {
            posts.Add(await A.Post(week.Database.DataSource, week.Campaign, text: text, at: Nine, approvedBy: "Ailsa"));
            await A.Delivery(week.Database.DataSource, posts[^1], "unknown", parts: [text]);
        }
        var (two, one) = (await people.SayAsync("two", "ScotCoPro"), await people.SayAsync("one", "ScotCoPro"));
        week.Clock.StepTo(Nine.AddMinutes(10));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["two", "one", "three"], await week.ArrivedTextsAsync());
        Assert.EndsWith(one, (await week.DeliveryAsync(posts[0])).Url, StringComparison.Ordinal);
        Assert.EndsWith(two, (await week.DeliveryAsync(posts[1])).Url, StringComparison.Ordinal);
        Assert.Equal("sent", (await week.DeliveryAsync(posts[2])).State);
        // Once for all three, once more to be sure of the third, and once because it is late by then: had somebody posted it by hand?
        Assert.Equal(3, await people.CallsAsync("GET /2/users/{id}/tweets"));
    }

    [Fact]
    public async Task Each_part_of_a_thread_is_read_back_by_itself()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(
            new { kind = "drop", accept = true, path = "/2/tweets", method = "POST", count = 1 },
            new { kind = "drop", accept = false, path = "/2/tweets", method = "POST", count = 1 },
            new { kind = "drop", accept = true, path = "/2/tweets", method = "POST", count = 1 });
        await week.QueueAsync("one\n---\ntwo\n---\nthree", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["one", "two", "three"], await week.ArrivedTextsAsync());
    }

    [Fact]
    public async Task A_timeline_that_cannot_be_read_proves_nothing_and_the_post_waits()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(
            new { kind = "drop", accept = true, path = "/2/tweets", method = "POST", count = 1 },
            new { kind = "status", status = 503, path = "/2/users/*", count = 20 });
        var post = await week.QueueAsync("Good morning", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }
}
