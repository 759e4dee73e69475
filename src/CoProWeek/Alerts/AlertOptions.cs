using System.ComponentModel.DataAnnotations;

namespace CoProWeek.Alerts;

/// <summary>Who is told besides by mail, and when the sheets go out: section <c>Alerts</c> of the configuration.</summary>
internal sealed class AlertOptions
{
    public const string Section = "Alerts";

    public const string Slack = "slack";

    public const string Teams = "teams";

    /// <summary>The chat's own address for posts from outside. Whoever has it can post there: a secret. Empty: no chat.</summary>
    public string Webhook { get; set; } = "";

    /// <summary>A file that holds it instead; read anew for each post.</summary>
    public string WebhookFile { get; set; } = "";

    /// <summary>"slack", or "teams": a workflow that posts to a channel when a webhook request is received.</summary>
    public string WebhookKind { get; set; } = Slack;

    /// <summary>An address that is called as long as posts can go out; whoever watches it raises the alarm when the calls stop. A secret as well. Empty: none.</summary>
    public string Heartbeat { get; set; } = "";

    public string HeartbeatFile { get; set; } = "";

    /// <summary>Real time. The watcher's own patience is best two or three times this.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan HeartbeatEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Real time: an address that has not answered by then is tried again later.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:00:50")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>When the sheet for the next day goes out, in the campaign's zone: late enough to be true, early enough to mend. Empty: none.</summary>
    public TimeOnly? TomorrowSheet { get; set; } = new(16, 0);

    /// <summary>When the sheet for the day goes out: before the first post.</summary>
    public TimeOnly? TodaySheet { get; set; } = new(7, 30);

    /// <summary>When it is told what became of the day.</summary>
    public TimeOnly? EveningSheet { get; set; } = new(20, 30);

    public SecretAddress WebhookAddress => new("Alerts:Webhook", Webhook, WebhookFile);

    public SecretAddress HeartbeatAddress => new("Alerts:Heartbeat", Heartbeat, HeartbeatFile);

    /// <summary>"Slack", "Teams".</summary>
    public string WebhookName => WebhookKind == Teams ? "Teams" : "Slack";
}
