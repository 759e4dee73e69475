using Microsoft.Extensions.Options;

namespace CoProWeek.Alerts;

/// <summary>Names all that is wrong with the alert settings at once, before the first alert is wanted.</summary>
internal sealed class AlertOptionsCheck : IValidateOptions<AlertOptions>
{
    public ValidateOptionsResult Validate(string? name, AlertOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(faults.Select(fault => $"Configuration: {fault}."));
    }

    private static IEnumerable<string> Faults(AlertOptions alerts)
    {
        if (alerts.WebhookKind is not (AlertOptions.Slack or AlertOptions.Teams))
            yield return $"Alerts:WebhookKind is neither \"{AlertOptions.Slack}\" nor \"{AlertOptions.Teams}\"; say which chat the webhook belongs to";
        if (alerts.WebhookAddress.Fault() is { } webhook)
            yield return webhook;
        if (alerts.HeartbeatAddress.Fault() is { } heartbeat)
            yield return heartbeat;
    }
}
