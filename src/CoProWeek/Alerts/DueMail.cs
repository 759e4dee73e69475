namespace CoProWeek.Alerts;

/// <summary>A mail that is to go out now, as the outbox keeps it.</summary>
internal sealed record DueMail
{
    public required long Id { get; init; }

    public required string[] Recipients { get; init; }

    /// <summary>Those who have it already, from a try that the server took for some and not for others.</summary>
    public string[] DeliveredTo { get; init; } = [];

    public required string Subject { get; init; }

    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was tried before.</summary>
    public int Tries { get; init; }

    public IReadOnlyList<DueFile> Files { get; init; } = [];

    /// <summary>Who is still to get it.</summary>
    public string[] Open => [.. Recipients.Except(DeliveredTo, StringComparer.OrdinalIgnoreCase)];
}

internal sealed record DueFile
{
    public required string FileName { get; init; }

    public required string ContentType { get; init; }

    public required byte[] Bytes { get; init; }
}
