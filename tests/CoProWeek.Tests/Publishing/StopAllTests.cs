using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

public sealed class StopAllTests
{
    [Fact]
    public async Task While_everything_is_stopped_nothing_goes_out_and_the_reason_is_said()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning", A.MondayMorning);
        Assert.True(await week.Get<StopAll>().SetAsync("National mourning.", "Ailsa", CancellationToken.None));
        await week.StartWorkerAsync();
        await week.LiveAsync();

        Assert.Empty(await week.ArrivedAsync());
        var delivery = await week.DeliveryAsync(post);
        Assert.Equal("missed", delivery.State);
        Assert.Contains("while everything was stopped", delivery.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lifted_what_fell_due_meanwhile_goes_out()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning", A.MondayMorning);
        await week.Get<StopAll>().SetAsync("National mourning.", "Ailsa", CancellationToken.None);
        week.Clock.StepTo(A.MondayMorning.AddMinutes(5));
        await week.StartWorkerAsync();

        Assert.True(await week.Get<StopAll>().LiftAsync("Sam", CancellationToken.None));
        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
        Assert.Equal("sent", (await week.DeliveryAsync(post)).State);
        Assert.Null(await week.Get<StopAll>().StandingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_stopped_and_who_lifted_it_stand_in_the_history_once_each()
    {
        await using var week = await LiveWeek.StartAsync();
        var button = week.Get<StopAll>();

        Assert.False(await button.LiftAsync("Sam", CancellationToken.None));
        Assert.True(await button.SetAsync("A reason", "Ailsa", CancellationToken.None));
        Assert.False(await button.SetAsync("Another reason", "Sam", CancellationToken.None));
        Assert.Equal("Ailsa", (await button.StandingAsync(CancellationToken.None))!.SetBy);
        Assert.True(await button.LiftAsync("Sam", CancellationToken.None));

        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        Assert.Equal(
            [("Ailsa", "everything stopped", "A reason"), ("Sam", "sending again", "the stop was lifted")],
            await rows.QueryAsync<(string, string, string)>("SELECT actor, what, detail FROM events WHERE post_id IS NULL AND what IN ('everything stopped', 'sending again') ORDER BY id"));
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_stopped()
    {
        await using var week = await LiveWeek.StartAsync();

        await Assert.ThrowsAsync<RefusedException>(() => week.Get<StopAll>().SetAsync(" ", "Ailsa", CancellationToken.None));

        Assert.Null(await week.Get<StopAll>().StandingAsync(CancellationToken.None));
    }
}
