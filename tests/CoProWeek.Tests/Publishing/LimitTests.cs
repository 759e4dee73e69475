using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Publishing;

/// <summary>X says "too many" (429): a post waits as the headers say, and never beyond its latest without a word.</summary>
public sealed class LimitTests
{
    private const string Create = "POST /2/tweets";

    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task A_post_waits_until_the_reset_that_the_header_names()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind = "status", status = 429, path = "/2/tweets", method = "POST", reset_after_s = 600, count = 1 });
        await week.QueueAsync("In ten minutes", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        var arrived = Assert.Single(await week.ArrivedAsync());
        Assert.InRange(arrived.GetProperty("created_at").GetDateTimeOffset(), Nine.AddMinutes(10), Nine.AddMinutes(12));
    }

    [Fact]
    public async Task With_something_left_it_was_the_rule_of_one_a_second_and_it_goes_out_at_once()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind = "status", status = 429, path = "/2/tweets", method = "POST", reset_after_s = 900, remaining = 50, count = 1 });
        await week.QueueAsync("A moment later", Nine);
        await week.StartWorkerAsync();

        await week.LiveAsync();

        Assert.InRange(Assert.Single(await week.ArrivedAsync()).GetProperty("created_at").GetDateTimeOffset(), Nine, Nine.AddMinutes(2));
    }

    [Fact]
    public async Task A_reset_after_the_latest_is_said_and_one_more_try_is_made_before_it()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind = "status", status = 429, path = "/2/tweets", method = "POST", reset_after_s = 900, count = 1 });
        var post = await week.QueueAsync("Just in time", Nine, latestAt: Nine.AddMinutes(10));
        await week.StartWorkerAsync();

        await week.LiveToAsync(Nine.AddMinutes(2));
        var waiting = await week.DeliveryAsync(post);
        await week.LiveAsync();

        Assert.Equal("queued", waiting.State);
        Assert.Contains("too many requests for now (429)", waiting.Reason, StringComparison.Ordinal);
        Assert.Contains("That is after its latest: it is tried once more at 09:09:30 UTC", waiting.Reason, StringComparison.Ordinal);
        Assert.InRange(Assert.Single(await week.ArrivedAsync()).GetProperty("created_at").GetDateTimeOffset(), Nine.AddMinutes(9), Nine.AddMinutes(10));
    }

    [Fact]
    public async Task A_limit_that_outlasts_the_latest_makes_it_missed_with_the_limit_as_its_reason()
    {
        await using var week = await LiveWeek.StartAsync();
        using var people = new People(week.Sandbox.Address);
        await week.FaultsAsync(new { kind = "status", status = 429, path = "/2/tweets", method = "POST", reset_after_s = 900 });
        var post = await week.QueueAsync("Never", Nine, latestAt: Nine.AddMinutes(10));
        await week.StartWorkerAsync();

        await week.LiveToAsync(Nine.AddMinutes(12));

        var missed = await week.DeliveryAsync(post);
        Assert.Equal("missed", missed.State);
        Assert.Contains("its latest passed before it could be sent. X: too many requests for now (429)", missed.Reason, StringComparison.Ordinal);
        Assert.Empty(await week.ArrivedAsync());
        Assert.Equal(2, await people.CallsAsync(Create));
    }

    [Fact]
    public async Task So_does_a_limit_on_pictures()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind = "status", status = 429, path = "/2/media/*", reset_after_s = 900 });
        var post = await week.QueueAsync("With a picture", Nine, latestAt: Nine.AddMinutes(10), picture: A.Png);
        await week.StartWorkerAsync();

        await week.LiveToAsync(Nine.AddMinutes(12));

        var missed = await week.DeliveryAsync(post);
        Assert.Equal("missed", missed.State);
        Assert.Contains("X: too many pictures for now (429)", missed.Reason, StringComparison.Ordinal);
    }
}
