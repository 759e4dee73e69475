using System.Text.Json;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

public sealed class TakeDownTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task A_sent_thread_is_gone_from_the_network_and_who_and_why_are_kept()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await SentAsync(week, "One\n---\nTwo\n---\nThree");

        Assert.Equal(["ScotCoPro"], await RemoveAsync(week, post));

        Assert.Empty(await StandingAsync(week));
        var delivery = await week.DeliveryAsync(post);
        Assert.Equal(("removed", "Taken down by Ailsa: wrong photo"), (delivery.State, delivery.Reason));
        Assert.Equal(("Ailsa", "Taken down by Ailsa: wrong photo"), await LastEventAsync(week, post, "removed"));
        Assert.Equal(("Ailsa", "on @ScotCoPro: wrong photo"), await LastEventAsync(week, post, "take-down begun"));
    }

    [Fact]
    public async Task Stopped_half_way_it_says_so_and_goes_on_when_run_again()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await SentAsync(week, "One\n---\nTwo\n---\nThree");
        await week.FaultsAsync(new { kind = "status", status = 503, path = "/2/tweets/*", method = "DELETE", skip = 1, count = 1 });

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => RemoveAsync(week, post));

        Assert.Contains("2 of 3 parts still stand as @ScotCoPro", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("take it down again", refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["One", "Two"], await StandingAsync(week));
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);

        await week.RestartWorkerAsync();
        await RemoveAsync(week, post);

        Assert.Empty(await StandingAsync(week));
        Assert.Equal("removed", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task What_is_gone_from_the_network_already_counts_as_gone()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await SentAsync(week, "Good morning");
        await using (var rows = await week.Database.DataSource.OpenConnectionAsync())
            await rows.ExecuteAsync("UPDATE delivery_parts SET remote_id = 1999999999999999999");

        await RemoveAsync(week, post);

        Assert.Equal("removed", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task It_can_be_taken_down_while_everything_is_stopped()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await SentAsync(week, "Good morning");
        await A.StopAll(week.Database.DataSource);

        await RemoveAsync(week, post);

        Assert.Empty(await StandingAsync(week));
    }

    [Theory]
    [InlineData("queued", null, 0, "Hold it there first")]
    [InlineData("queued", null, 1, "Hold it, then take it down")]
    [InlineData("held", "undecided", 0, "settle first")]
    [InlineData("held", "person", 0, "Only what was sent can be")]
    [InlineData("sending", null, 0, "Wait until it is out")]
    [InlineData("unknown", null, 0, "Wait for that")]
    [InlineData("failed", null, 0, "Only what was sent can be")]
    [InlineData("removed", null, null, "Only what was sent can be")]
    public async Task What_still_may_go_out_or_never_did_is_not_taken_down(string state, string? holdReason, int? partsOut, string next)
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await A.Post(week.Database.DataSource, week.Campaign, approvedBy: "Ailsa");
        await A.Delivery(week.Database.DataSource, post, state, holdReason, parts: ["One", "Two"], partsOut: partsOut);

        var refusal = await Assert.ThrowsAsync<RefusedException>(() => RemoveAsync(week, post));

        Assert.Contains(next, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(state, (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task A_thread_that_broke_off_half_way_is_taken_down_as_far_as_it_is_out_and_does_not_go_on()
    {
        await using var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(new { kind = "status", status = 401, path = "/2/tweets", method = "POST", skip = 2, count = 1 });
        var post = await week.QueueAsync("One\n---\nTwo\n---\nThree", Nine);
        await week.StartWorkerAsync();
        await week.LiveAsync();
        Assert.Equal(["One", "Two"], await StandingAsync(week));

        await RemoveAsync(week, post);
        await week.Get<Interventions>().ResumeAsync(post, "Ailsa", CancellationToken.None);
        await week.LiveAsync();

        Assert.Empty(await StandingAsync(week));
        Assert.Equal("removed", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task One_account_is_named_where_the_other_still_waits()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await SentAsync(week, "Good morning");
        await week.StopWorkerAsync();
        var second = await A.Account(week.Database.DataSource, "Second");
        await A.Delivery(week.Database.DataSource, post, account: second);

        Assert.Contains("@Second", (await Assert.ThrowsAsync<RefusedException>(() => RemoveAsync(week, post))).Message, StringComparison.Ordinal);
        Assert.Contains("not out as @Nobody", (await Assert.ThrowsAsync<RefusedException>(() => RemoveAsync(week, post, "@Nobody"))).Message, StringComparison.Ordinal);
        Assert.Equal(["ScotCoPro"], await RemoveAsync(week, post, "@scotcopro"));

        Assert.Empty(await StandingAsync(week));
        Assert.Equal(["removed", "queued"], (await week.PostAsync(post)).Deliveries.OrderBy(one => one.Handle).Select(one => one.State));
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_taken_down()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await SentAsync(week, "Good morning");

        await Assert.ThrowsAsync<RefusedException>(async () =>
            await week.Get<TakeDown>().RemoveAsync(await week.PostAsync(post), null, " ", "Ailsa", CancellationToken.None));

        Assert.Single(await StandingAsync(week));
    }

    private static async Task<IReadOnlyList<string>> RemoveAsync(LiveWeek week, long post, string? handle = null) =>
        [.. (await week.Get<TakeDown>().RemoveAsync(await week.PostAsync(post), handle, "wrong photo", "Ailsa", CancellationToken.None)).Select(gone => gone.Handle)];

    /// <summary>What people can still see on the network.</summary>
    private static async Task<IReadOnlyList<string>> StandingAsync(LiveWeek week) =>
        [.. (await week.ArrivedAsync()).Where(post => post.GetProperty("deleted_at").ValueKind == JsonValueKind.Null).Select(post => post.GetProperty("text").GetString()!)];

    private static async Task<long> SentAsync(LiveWeek week, string text)
    {
        var post = await week.QueueAsync(text, Nine);
        await week.StartWorkerAsync();
        await week.LiveAsync();
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        return post;
    }

    private static async Task<(string Actor, string Detail)> LastEventAsync(LiveWeek week, long post, string what)
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        return await rows.QuerySingleAsync<(string, string)>("SELECT actor, detail FROM events WHERE post_id = @post AND what = @what", new { post, what });
    }
}
