namespace CoProWeek.Tests.Alerts;

/// <summary>Silence is the alarm: the heartbeat's address is called while all is well, and only then.</summary>
public sealed class HeartbeatTests
{
    [Fact]
    public async Task It_is_called_every_few_minutes_while_the_sweep_is_well_and_not_when_it_stops()
    {
        await using var desk = await ChatDesk.OpenAsync();
        desk.Chat.Answers(200, "OK").Answers(200, "OK").Answers(200, "OK");
        await desk.StartAsync(("Heartbeat", $"{desk.Chat.Address}ping/{ChatDesk.Secret}"), ("HeartbeatEvery", "00:05:00"));
        await desk.Chat.ArrivalAsync();

        desk.Clock.StepTo(PostOffice.Eight.AddMinutes(6));
        await desk.Chat.ArrivalAsync();
        desk.SweepProblem = "the last sweep ended 90 s ago";
        desk.Clock.StepTo(PostOffice.Eight.AddMinutes(30));
        desk.Clock.StepTo(PostOffice.Eight.AddMinutes(60));
        Assert.Equal(2, desk.Chat.Requests.Count);

        desk.SweepProblem = null;
        desk.Clock.StepTo(PostOffice.Eight.AddMinutes(61));
        await desk.Chat.ArrivalAsync();
        Assert.All(desk.Chat.Requests, request => Assert.Equal(("GET", $"/ping/{ChatDesk.Secret}"), (request.Method, request.Path)));
    }

    [Fact]
    public async Task Before_the_first_sweep_has_ended_it_is_not_called()
    {
        await using var desk = await ChatDesk.OpenAsync();
        desk.SweepProblem = "no sweep has ended yet";
        await desk.StartAsync(("Heartbeat", $"{desk.Chat.Address}ping/{ChatDesk.Secret}"));
        desk.Clock.StepTo(PostOffice.Eight.AddMinutes(30));
        Assert.Empty(desk.Chat.Requests);

        desk.Chat.Answers(200, "OK");
        desk.SweepProblem = null;
        desk.Clock.StepTo(PostOffice.Eight.AddMinutes(31));

        await desk.Chat.ArrivalAsync();
    }
}
