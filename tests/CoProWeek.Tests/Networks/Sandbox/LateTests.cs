using CoProWeek.Clock;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class LateTests
{
    [Fact]
    public async Task A_post_may_be_accepted_after_its_client_gave_up()
    {
        await using var x = await Practice.StartAsync(new() { LateAcceptanceS = 20 });
        await GiveUpAsync(x, "Late");

        Assert.Empty((await x.TimelineAsync()).Texts);
        x.Forward(TimeSpan.FromSeconds(30 + 20));

        Assert.Equal(["Late"], (await x.TimelineAsync()).Texts);
    }

    [Fact]
    public async Task No_read_overtakes_it_though_its_alarm_rings_late()
    {
        var clock = new DeafClock();
        await using var x = await Practice.StartAsync(new() { LateAcceptanceS = 55 }, clock: clock);
        await GiveUpAsync(x, "Late");

        Assert.Empty((await x.TimelineAsync()).Texts);
        // The deadline and the settle margin (DESIGN, section 4): from here on, absence would be believed.
        clock.Instant += TimeSpan.FromSeconds(30 + 60);

        Assert.Equal(["Late"], (await x.TimelineAsync()).Texts);
    }

    [Fact]
    public async Task It_is_dated_when_it_was_accepted_and_says_when_it_arrived()
    {
        await using var x = await Practice.StartAsync(new() { LateAcceptanceS = 20 });
        await GiveUpAsync(x, "Late");
        x.Forward(TimeSpan.FromDays(1));

        var post = (await x.StateAsync())["posts"]![0]!;

        Assert.InRange((DateTimeOffset)post["arrived_at"]!, Practice.Monday, Practice.Monday.AddSeconds(10));
        Assert.InRange((DateTimeOffset)post["created_at"]!, Practice.Monday.AddSeconds(20), Practice.Monday.AddSeconds(55));
    }

    [Fact]
    public async Task It_is_dated_so_though_the_crowd_went_on_meanwhile()
    {
        await using var x = await Practice.StartAsync(new() { LateAcceptanceS = 20 }, crowd: CrowdWeek.Options);
        await GiveUpAsync(x, "Late");
        x.Forward(TimeSpan.FromHours(6));

        var post = CrowdWeek.Posts(await x.StateAsync()).Single(post => (string?)post["text"] == "Late");

        Assert.InRange((DateTimeOffset)post["created_at"]!, Practice.Monday.AddSeconds(20), Practice.Monday.AddSeconds(55));
    }

    [Fact]
    public async Task A_client_that_waits_long_enough_is_answered()
    {
        await using var x = await Practice.StartAsync(new() { LateAcceptanceS = 5 });
        var waiting = x.PostRawAsync(new { text = "Patient" });
        await UntilHeldAsync(x);

        x.Forward(TimeSpan.FromSeconds(36));

        Assert.Equal(201, (await waiting).Status);
    }

    [Fact]
    public async Task Rules_hold_for_it_at_the_time_it_is_accepted()
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "late", delay_ms = 1_000, count = 1 });
        await GiveUpAsync(x, "Same");
        await x.PostAsync("Same");

        x.Forward(TimeSpan.FromMinutes(2));

        Assert.Equal(["Same"], await x.PostedTextsAsync());
    }

    [Theory]
    [InlineData(61, null)]
    [InlineData(-1, null)]
    [InlineData(40, 16)]
    public async Task Lag_and_lateness_stay_within_the_settle_margin(int lag, int? late)
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(400, (await x.SendAsync(HttpMethod.Put, "/sandbox/switches", new { timeline_lag_s = lag, late_acceptance_s = late })).Status);
    }

    [Fact]
    public async Task A_late_fault_and_the_lag_count_together()
    {
        await using var x = await Practice.StartAsync(new() { TimelineLagS = 20 });

        Assert.Equal(400, (await x.SendAsync(HttpMethod.Put, "/sandbox/faults", new[] { new { kind = "late", delay_ms = 36_000 } })).Status);
        await x.FaultAsync(new { kind = "late", delay_ms = 35_000 });
        Assert.Equal(400, (await x.SendAsync(HttpMethod.Put, "/sandbox/switches", new { timeline_lag_s = 21 })).Status);
        await Assert.ThrowsAsync<ArgumentException>(() => Practice.StartAsync(new() { TimelineLagS = 40, LateAcceptanceS = 20 }));
    }

    [Fact]
    public async Task Switches_change_one_by_one()
    {
        await using var x = await Practice.StartAsync(new() { StrictReplies = true });

        await x.PutAsync("/sandbox/switches", new { timeline_lag_s = 7 });

        var switches = (await x.StateAsync())["switches"]!;
        Assert.Equal(7, (int?)switches["timeline_lag_s"]);
        Assert.True((bool?)switches["strict_replies"]);
        Assert.Equal(400, (await x.SendAsync(HttpMethod.Put, "/sandbox/switches", new { no_such_switch = true })).Status);
    }

    private static async Task GiveUpAsync(Practice x, string text)
    {
        using var impatient = x.Client(Practice.Us.UserToken);
        using var patience = new CancellationTokenSource();
        var sending = x.SendAsync(HttpMethod.Post, "/2/tweets", new { text }, impatient, patience.Token);
        await UntilHeldAsync(x);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    private static async Task UntilHeldAsync(Practice x)
    {
        while ((int)(await x.StateAsync())["held"]! == 0)
            await Task.Yield();
    }

    /// <summary>A clock whose timers never ring.</summary>
    private sealed class DeafClock : CampaignClock
    {
        public DateTimeOffset Instant { get; set; } = Practice.Monday;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        protected override DateTimeOffset ReadUtcNow() => Instant;
    }
}
