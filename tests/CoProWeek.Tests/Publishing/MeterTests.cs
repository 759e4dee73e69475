using CoProWeek.Collecting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

/// <summary>What the calls of a week cost, as the meter has it: worked out from X:Prices.</summary>
public sealed class MeterTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task What_goes_out_is_metered_by_kind_at_the_configured_prices()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new() { ["X:Prices:Create"] = "0.02" });
        await week.QueueAsync("A plain one", Nine);
        await week.QueueAsync("With a link https://example.org/", Nine.AddMinutes(1));
        await week.QueueAsync("A thread\n---\nof two", Nine.AddMinutes(2));
        await week.QueueAsync("With a picture", Nine.AddMinutes(3), picture: A.Png);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var spent = await Spending.OfAsync(week.Database.DataSource);
        Assert.Equal((4, 0.08m), spent["post"]);
        Assert.Equal((1, 0.2m), spent["post-link"]);
        Assert.Equal((1, 0.005m), spent["alt-text"]);
    }

    [Fact]
    public async Task A_post_that_is_read_twice_on_a_day_costs_once_and_on_the_next_day_again()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        for (var n = 0; n < 3; n++)
            await people.SayAsync($"Answer {n} #CoProWeekScot", at: LiveWeek.Eight.AddHours(-1));
        await week.StartWorkerAsync();
        await week.LiveAsync(LiveWeek.Eight.AddMinutes(6));
        Assert.Equal(3, await Spending.CountAsync(week.Database.DataSource, "read"));
        await week.StopWorkerAsync();

        await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None);
        Assert.Equal(3, await Spending.CountAsync(week.Database.DataSource, "read"));

        week.Clock.StepTo(LiveWeek.Eight.AddDays(1));
        await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None);
        Assert.Equal((6, 0.03m), (await Spending.OfAsync(week.Database.DataSource))["read"]);
    }

    [Fact]
    public async Task A_call_whose_end_is_unknown_is_counted_as_spent_and_what_X_refused_is_not()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        await week.FaultsAsync(
            new { kind = "drop", path = "/2/tweets", method = "POST", accept = true, count = 1 },
            new { kind = "status", path = "/2/tweets", method = "POST", status = 403, count = 1 });
        await week.QueueAsync("Is it out?", Nine);
        await week.QueueAsync("Refused", Nine.AddMinutes(20));
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var spent = await Spending.OfAsync(week.Database.DataSource);
        Assert.Equal(1, spent["post"].Count);
        Assert.True(spent["read-own"].Count > 0, "The timeline was read, and that costs.");
        Assert.Equal(["Is it out?"], await week.ArrivedTextsAsync());
    }

    [Fact]
    public async Task An_attempt_whose_worker_died_before_it_was_counted_is_counted_once()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        var db = week.Database.DataSource;
        var delivery = await A.Delivery(db, await A.Post(db, week.Campaign, approvedBy: "ann"), "sent", sentAt: Nine);
        await A.Attempt(db, delivery, "sent", 201, startedAt: LiveWeek.Eight.AddHours(-1));
        await week.StartWorkerAsync();
        await week.LiveAsync(LiveWeek.Eight.AddMinutes(5));

        await Eventually.TrueAsync(async () => await Spending.CountAsync(db, "post") == 1, () => "It was never counted.");
        await week.RestartWorkerAsync();
        await week.LiveAsync(LiveWeek.Eight.AddMinutes(10));

        Assert.Equal(1, await Spending.CountAsync(db, "post"));
    }

    [Fact]
    public async Task A_meter_that_fails_loses_no_post()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        await Spending.DoAsync(week.Database.DataSource, "DROP TABLE spend, spend_reads; ALTER TABLE credit_stops DROP COLUMN why");
        var post = await week.QueueAsync("All the same", Nine, picture: A.Png);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.Equal(["All the same"], await week.ArrivedTextsAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }
}
