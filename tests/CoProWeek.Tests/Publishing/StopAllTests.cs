using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Publishing;

public sealed class StopAllTests
{
    [Fact]
    public async Task While_everything_is_stopped_nothing_goes_out_and_lifted_it_does()
    {
        await using var week = await LiveWeek.StartAsync();
        var post = await week.QueueAsync("Good morning", A.MondayMorning);
        await week.StartWorkerAsync();

        Assert.True(await week.Get<StopAll>().SetAsync("National mourning.", "Ailsa", CancellationToken.None));
        await week.LiveAsync(A.MondayMorning.AddMinutes(5));

        Assert.Empty(await week.ArrivedAsync());
        Assert.Equal("queued", (await week.DeliveryAsync(post)).State);
        Assert.Equal("National mourning.", (await week.Get<StopAll>().StandingAsync(CancellationToken.None))!.Why);

        Assert.True(await week.Get<StopAll>().LiftAsync("Sam", CancellationToken.None));
        await week.LiveAsync();

        Assert.Single(await week.ArrivedAsync());
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
