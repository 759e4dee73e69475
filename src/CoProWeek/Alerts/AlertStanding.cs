namespace CoProWeek.Alerts;

/// <summary>How it stands with the telling, in words.</summary>
internal sealed record AlertStanding
{
    public IReadOnlyList<ChannelStatus> Channels { get; init; } = [];

    public bool HasMail { get; init; }

    public bool HasWebhook { get; init; }

    public bool HasHeartbeat { get; init; }

    /// <summary>Of alerts for the chat.</summary>
    public required int Waiting { get; init; }

    public string? WaitsFor { get; init; }

    /// <summary>Given up in the last week.</summary>
    public required int Failed { get; init; }

    public string? FailedFor { get; init; }

    public DateTimeOffset? HeartbeatAt { get; init; }

    public bool? HeartbeatOk { get; init; }

    public string? HeartbeatSaid { get; init; }

    /// <summary>Why nobody would be told, and what to do; null once somebody has said that an alert arrives.</summary>
    public string? NobodyWouldBeTold =>
        Channels.Any(channel => channel.ConfirmedAt is not null) ? null
        : Channels.Count > 0 ? "no person has said yet that an alert arrives. Send a test, then press the button behind its link."
        : HasMail ? "there is no manager whom a mail could go to, and no chat (Alerts:Webhook)."
        : "neither mail (Mail:Host) nor a chat (Alerts:Webhook) is configured.";

    /// <summary>What is wrong with the chat; null when nothing is.</summary>
    public string? ChatProblem =>
        !HasWebhook ? null
        : Failed > 0 ? $"{Failed} not posted in the last week, the last because: {FailedFor?.TrimEnd('.')}"
        : Waiting > 0 && WaitsFor is not null ? $"{Waiting} waiting: {WaitsFor.TrimEnd('.')}"
        : null;
}

/// <summary>A way to be told, with its last test.</summary>
internal sealed record ChannelStatus(ChannelTarget Target, LastTest? Test)
{
    public DateTimeOffset? ConfirmedAt => Test?.ConfirmedAt;
}

/// <summary>The last test of a target, and when a person last said that one had arrived.</summary>
internal sealed record LastTest
{
    public required byte[] TargetHash { get; init; }
    public required DateTimeOffset MadeAt { get; init; }
    public required bool Ok { get; init; }
    public required string Said { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
}
