using Microsoft.Extensions.Options;

namespace CoProWeek.Alerts;

/// <summary>By which ways people would be told, and whether anybody has ever said that one of them works.</summary>
internal sealed class Channels(IOptions<MailOptions> mail, IOptions<AlertOptions> alerts, ChannelStore store)
{
    /// <summary>A mail to each manager, and the chat; whichever are configured.</summary>
    /// <param name="managers">Their addresses.</param>
    public IReadOnlyList<ChannelTarget> Targets(IEnumerable<string> managers) =>
    [
        .. mail.Value.IsConfigured() ? managers.Select(address => ChannelTarget.Mail(mail.Value, address)) : [],
        .. alerts.Value.WebhookAddress.Read() is { } webhook ? [ChannelTarget.Webhook(alerts.Value, webhook)] : Array.Empty<ChannelTarget>(),
    ];

    /// <param name="managers">Their addresses.</param>
    /// <param name="now">Real time.</param>
    /// <param name="stop">Gives up.</param>
    public async Task<AlertStanding> AskAsync(IReadOnlyCollection<string> managers, DateTimeOffset now, CancellationToken stop)
    {
        var targets = Targets(managers);
        var tests = await store.LastTestsAsync([.. targets.Select(target => target.Hash)], stop);
        return await store.StandingAsync(now.AddDays(-7), stop) with
        {
            Channels = [.. targets.Select(target => new ChannelStatus(target, tests.FirstOrDefault(test => test.TargetHash.AsSpan().SequenceEqual(target.Hash))))],
            HasMail = mail.Value.IsConfigured(),
            HasWebhook = alerts.Value.WebhookAddress.IsGiven,
            HasHeartbeat = alerts.Value.HeartbeatAddress.IsGiven,
        };
    }
}
