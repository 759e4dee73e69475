using System.Text;
using Microsoft.Extensions.Options;

namespace CoProWeek.Alerts;

/// <summary>Hands one alert to the chat.</summary>
internal sealed class WebhookPost(Caller caller, IOptions<AlertOptions> settings)
{
    public bool IsConfigured => settings.Value.WebhookAddress.IsGiven;

    /// <summary>Not stopped half-way: a post whose end nobody saw would be sent once more.</summary>
    public async Task<Called> SendAsync(string subject, string text, Uri link)
    {
        var alerts = settings.Value;
        if (alerts.WebhookAddress.Read() is not { } address)
            return new(false, alerts.WebhookAddress.Fault() ?? "No webhook is configured (Alerts:Webhook).");
        using var body = new StringContent(WebhookForms.Of(alerts.WebhookKind, subject, text, link).ToJsonString(), Encoding.UTF8, "application/json");
        var called = await caller.CallAsync(HttpMethod.Post, address, body, CancellationToken.None);
        return called.Status switch
        {
            401 or 403 or 404 or 410 => called with { Said = $"{called.Said}. Make a new webhook in {alerts.WebhookName} and put its address into Alerts:Webhook." },
            >= 300 and < 400 => called with { Said = $"{called.Said}. It sends us elsewhere, which is not followed: put the webhook's own address into Alerts:Webhook." },
            _ => called,
        };
    }
}
