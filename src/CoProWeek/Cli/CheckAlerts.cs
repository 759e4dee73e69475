using CoProWeek.Accounts;
using CoProWeek.Alerts;

namespace CoProWeek.Cli;

/// <summary>What <c>coproweek check</c> says of the ways in which people are told.</summary>
internal static class CheckAlerts
{
    public static async Task<IReadOnlyList<Checked>> FindAsync(Session session, bool sendTest, CancellationToken stop)
    {
        string[] managers = [.. (await session.Get<PeopleStore>().ManagersAsync(stop)).Select(manager => manager.Email)];
        var tested = sendTest ? await session.Get<ChannelTests>().SendAsync(managers, session.Actor, stop) : [];
        var standing = await session.Get<Channels>().AskAsync(managers, TimeProvider.System.GetUtcNow(), stop);
        return [.. tested.Select(test => new Checked($"test, {test.Channel}", test.Ok, test.Said)), Told(standing, sendTest), Chat(standing), Heartbeat(standing)];
    }

    /// <summary>Where a test was asked for and there is no way to send one, that is a failure.</summary>
    private static Checked Told(AlertStanding standing, bool sendTest) => standing.NobodyWouldBeTold is { } why
        ? new("alerts", !sendTest || standing.Channels.Count > 0, $"nobody would be told if a post did not go out: {why.TrimEnd('.')}{(standing.Channels.Count > 0 && !sendTest ? " (coproweek check --send-test)" : "")}")
        : new("alerts", true, $"a person has confirmed: {string.Join("; ", standing.Channels.Where(channel => channel.ConfirmedAt is not null).Select(channel => channel.Target.Shown))}");

    private static Checked Chat(AlertStanding standing) => new(
        "chat", standing.Failed == 0, standing.ChatProblem
            ?? standing.Channels.FirstOrDefault(channel => !channel.Target.IsMail)?.Target.Shown
            ?? "none is configured. Set Alerts:Webhook and Alerts:WebhookKind to have it");

    private static Checked Heartbeat(AlertStanding standing) => new("heartbeat", standing.HeartbeatOk != false, (standing.HasHeartbeat, standing.HeartbeatAt) switch
    {
        (false, _) => "none is configured: if this server stopped, nobody would hear of it. Set Alerts:Heartbeat to have it",
        (true, { } at) => $"last called {at:yyyy-MM-dd HH:mm} UTC: {standing.HeartbeatSaid}",
        _ => "not called yet: a running worker does, once its sweep is well",
    });
}
