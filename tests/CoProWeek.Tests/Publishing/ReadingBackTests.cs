using CoProWeek.Networks.Sandbox;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

public sealed class ReadingBackTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    public static TheoryData<string, int?> BadEnds => new()
    {
        { "status", 500 },
        { "status", 503 },
        { "drop", null },
        { "garbage", null },
        { "empty", null },
        { "html", null },
        { "no-id", null },
        { "cut", null },
    };

    [Theory]
    [MemberData(nameof(BadEnds))]
    public async Task A_create_that_ends_badly_before_it_was_accepted_is_proved_absent_and_sent_again_once(string kind, int? status)
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind, status = status ?? 503, accept = false, path = "/2/tweets", method = "POST", count = 1 });
        var post = await week.QueueAsync("Good morning & welcome https://example.org/a", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }

    [Theory]
    [MemberData(nameof(BadEnds))]
    public async Task A_create_that_was_accepted_but_not_answered_is_found_on_our_timeline_and_never_sent_again(string kind, int? status)
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind, status = status ?? 503, accept = true, path = "/2/tweets", method = "POST", count = 1 });
        var post = await week.QueueAsync("Good morning & welcome https://example.org/a", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var arrived = Assert.Single(await week.ArrivedAsync());
        var delivery = await week.DeliveryAsync(post);
        Assert.Equal("sent", delivery.State);
        Assert.EndsWith(arrived.GetProperty("id").GetString()!, delivery.Url);
    }

    [Fact]
    public async Task A_network_that_accepts_late_and_shows_late_never_leads_to_two()
    {
        await using var week = await LiveWeek.StartAsync(switches: new SandboxSwitches { TimelineLagS = 30 });
        await week.FaultsAsync(new { kind = "late", delay_ms = 25_000, path = "/2/tweets", method = "POST", count = 1 });
        var post = await week.QueueAsync("Good morning", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
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
