using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

public sealed class SettlingTests
{
    private static readonly DateTimeOffset Nine = A.MondayMorning;

    [Fact]
    public async Task What_the_network_calls_a_duplicate_but_does_not_show_is_a_persons_to_settle()
    {
        await using var week = await UndecidedAsync();
        var post = await week.OnlyPostAsync();

        var delivery = await week.DeliveryAsync(post);
        Assert.Equal(("held", "undecided"), (delivery.State, delivery.HoldReason));
        Assert.Contains("coproweek post settle", delivery.Reason, StringComparison.Ordinal);
        Assert.Empty(await week.ArrivedAsync());
    }

    [Fact]
    public async Task Settled_as_not_out_it_is_sent_again_and_once()
    {
        await using var week = await UndecidedAsync();
        var post = await week.OnlyPostAsync();

        await week.Get<Interventions>().DidNotGoOutAsync(post, null, "Ailsa", CancellationToken.None);
        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
    }

    [Fact]
    public async Task Settled_with_its_link_it_is_sent_and_never_sent_again()
    {
        await using var week = await UndecidedAsync();
        var post = await week.OnlyPostAsync();

        await week.Get<Interventions>().WentOutAsync(post, null, "https://x.com/ScotCoPro/status/1999999999999999999", "Ailsa", CancellationToken.None);
        await week.LiveAsync();

        Assert.Empty(await week.ArrivedAsync());
        var delivery = await week.DeliveryAsync(post);
        Assert.Equal(("sent", "https://x.com/ScotCoPro/status/1999999999999999999"), (delivery.State, delivery.Url));
    }

    [Fact]
    public async Task What_is_undecided_is_not_resumed_and_not_cancelled()
    {
        await using var week = await UndecidedAsync();
        var post = await week.OnlyPostAsync();

        Assert.Equal(0, await week.Get<Interventions>().ResumeAsync(post, "Ailsa", CancellationToken.None));
        await Assert.ThrowsAsync<RefusedException>(async () =>
            await week.Get<Approvals>().CancelAsync(await week.PostAsync(post), "changed my mind", "Ailsa", CancellationToken.None));
        Assert.Equal("undecided", (await week.DeliveryAsync(post)).HoldReason);
    }

    [Fact]
    public async Task An_address_that_is_no_post_settles_nothing()
    {
        await using var week = await UndecidedAsync();
        var post = await week.OnlyPostAsync();

        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            week.Get<Interventions>().WentOutAsync(post, null, "https://example.org/", "Ailsa", CancellationToken.None));

        Assert.Contains("is not the address of a post", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_move_leads_back_from_sent()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning", Nine);
        await week.StartWorkerAsync();
        await week.LiveAsync();

        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        foreach (var state in new[] { "queued", "held", "sending", "unknown", "missed", "failed", "cancelled" })
            await Assert.ThrowsAsync<Npgsql.PostgresException>(() => rows.ExecuteAsync(
                "UPDATE deliveries SET state = @state, hold_reason = CASE WHEN @state = 'held' THEN 'person' END WHERE post_id = @post", new { state, post }));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => rows.ExecuteAsync("UPDATE attempts SET detail = 'changed'"));
    }

    /// <summary>The first try is dropped before it is accepted; the second is told that it is a duplicate, which it is not.</summary>
    private static async Task<LiveWeek> UndecidedAsync()
    {
        var week = await LiveWeek.StartAsync();
        await week.FaultsAsync(
            new { kind = "drop", accept = false, path = "/2/tweets", method = "POST", count = 1 },
            new { kind = "status", status = 403, path = "/2/tweets", method = "POST", count = 1, body = """{"detail":"You are not allowed to create a Tweet with duplicate content.","type":"about:blank","title":"Forbidden","status":403}""" });
        await week.QueueAsync("Good morning", Nine);
        await week.StartWorkerAsync();
        await week.LiveAsync();
        return week;
    }
}
