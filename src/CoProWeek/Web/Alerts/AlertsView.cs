using CoProWeek.Accounts;
using CoProWeek.Alerts;

namespace CoProWeek.Web;

/// <summary>Whether anybody would be told, for those who manage.</summary>
internal sealed class AlertsView(Channels channels, ChannelTests tests, PeopleStore people)
{
    public async Task<AlertStanding> StandingAsync(CancellationToken stop) =>
        await channels.AskAsync(await ManagersAsync(stop), TimeProvider.System.GetUtcNow(), stop);

    /// <summary>A test by every channel there is, now.</summary>
    public async Task<IReadOnlyList<TestedChannel>> TestAsync(string actor, CancellationToken stop) => await tests.SendAsync(await ManagersAsync(stop), actor, stop);

    private async Task<string[]> ManagersAsync(CancellationToken stop) => [.. (await people.ManagersAsync(stop)).Select(manager => manager.Email)];
}
