using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

/// <summary>The clock moves under a week that is going on.</summary>
public sealed class ClockTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    /// <summary>Between two questions of a step clock a worker may take the last post in hand: the rehearsal has not ended then.</summary>
    [Fact]
    public async Task A_step_clock_has_not_come_to_its_end_while_something_is_being_sent()
    {
        await using var week = await LiveWeek.StartAsync();
        await A.Delivery(week.Database.DataSource, await A.Post(week.Database.DataSource, week.Campaign, approvedBy: "Ailsa"), "sending");

        Assert.NotNull(await week.Get<IEnumerable<IStepSource>>().Single(source => source.Leads).NextAsync(A.MondayMorning, CancellationToken.None));
    }

    [Fact]
    public async Task An_hour_forward_what_fell_into_it_goes_out_in_order_and_spaced_and_what_is_too_late_is_missed()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.QueueAsync("first", Nine);
        var late = await week.QueueAsync("too late", Nine.AddMinutes(10), latestAt: Nine.AddMinutes(30));
        await week.QueueAsync("second", Nine.AddMinutes(20));
        await week.QueueAsync("in its own minute", Nine.AddHours(2));
        await week.StartWorkerAsync();
        week.Clock.StepTo(Nine.AddMinutes(-1));

        week.Clock.StepTo(Nine.AddMinutes(59));
        await week.LiveAsync();

        var times = (await week.ArrivedAsync()).Select(post => post.GetProperty("created_at").GetDateTimeOffset()).ToList();
        Assert.Equal(["first", "second", "in its own minute"], await week.ArrivedTextsAsync());
        Assert.True(times[1] - times[0] >= TimeSpan.FromMinutes(2.9), $"{times[0]:T} then {times[1]:T}");
        Assert.InRange(times[2], Nine.AddHours(2), Nine.AddHours(2).AddMinutes(1));
        Assert.Equal("missed", (await week.DeliveryAsync(late)).State);
    }

    [Fact]
    public async Task Asleep_for_six_hours_in_the_middle_of_a_send_it_is_found_and_not_sent_again_and_the_rest_keeps_its_rules()
    {
        await using var week = await LiveWeek.StartAsync(switches: new SandboxSwitches { RefuseDuplicates = false });
        await week.FaultsAsync(new { kind = "drop", accept = true, path = "/2/tweets", method = "POST", count = 1 });
        var asleep = await week.QueueAsync("sent as the lid closed", Nine);
        await week.QueueAsync("due while it slept", Nine.AddHours(3));
        var missed = await week.QueueAsync("no use after eleven", Nine.AddHours(1), latestAt: Nine.AddHours(2));
        await week.StartWorkerAsync();
        week.Clock.StepTo(Nine.AddSeconds(1));
        await Eventually.TrueAsync(async () => (await week.DeliveryAsync(asleep)).State is not ("queued" or "sending"), () => "It was never sent.");

        week.Clock.StepTo(Nine.AddHours(6));
        await week.LiveAsync();

        Assert.Equal(["sent as the lid closed", "due while it slept"], await week.ArrivedTextsAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(asleep)).State);
        Assert.Contains("its latest passed", (await week.DeliveryAsync(missed)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reboot_in_mid_week_loses_nothing_and_repeats_nothing()
    {
        await using var week = await LiveWeek.StartAsync(switches: new SandboxSwitches { RefuseDuplicates = false });
        var texts = Enumerable.Range(0, 3).Select(day => $"Good morning on day {day}").ToList();
        var posts = new List<long>();
        foreach (var (day, text) in texts.Index())
            posts.Add(await week.QueueAsync(text, Nine.AddDays(day)));
        await week.StartWorkerAsync();
        week.Clock.StepTo(Nine);
        await Eventually.TrueAsync(async () => (await week.DeliveryAsync(posts[0])).State is "sent", () => "The first was never sent.");

        await week.StopWorkerAsync();
        week.Clock.StepTo(Nine.AddDays(1).AddMinutes(20));
        Assert.Equal(texts[..1], await week.ArrivedTextsAsync());
        await week.StartWorkerAsync();
        await week.LiveAsync();

        Assert.Equal(texts, await week.ArrivedTextsAsync());
    }

    [Theory]
    [InlineData("2028-03-25", "2028-03-25T09:00Z", "2028-03-26T08:00Z", "2028-03-27T08:00Z")]
    [InlineData("2028-10-28", "2028-10-28T08:00Z", "2028-10-29T09:00Z", "2028-10-30T09:00Z")]
    public async Task Over_a_change_of_the_UK_clocks_nine_is_nine_on_the_wall(string from, params string[] at)
    {
        await using var week = await LiveWeek.StartAsync();
        week.Clock.StepTo(DateTimeOffset.Parse(at[0]).AddHours(-1));
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");
        foreach (var day in Enumerable.Range(0, at.Length).Select(DateOnly.Parse(from).AddDays))
            await week.QueueAsync($"Good morning on {day:O}", Planner.Resolve(day, new TimeOnly(9, 0), zone));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var sent = (await week.ArrivedAsync()).Select(post => post.GetProperty("created_at").GetDateTimeOffset()).ToList();
        Assert.Equal(at.Length, sent.Count);
        Assert.All(sent.Zip(at.Select(DateTimeOffset.Parse)), pair => Assert.InRange(pair.First, pair.Second, pair.Second.AddMinutes(1)));
    }
}
