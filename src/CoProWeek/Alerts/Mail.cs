namespace CoProWeek.Alerts;

/// <summary>A mail to be sent.</summary>
internal sealed record Mail
{
    /// <summary>Why it is sent, in a form that is the same for the same reason: a second mail of one cause is not sent.</summary>
    public required string Cause { get; init; }

    /// <summary>Addresses. Each gets one mail in which all are named.</summary>
    public required string[] To { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text.</summary>
    public required string Text { get; init; }

    public IReadOnlyList<MailFile> Files { get; init; } = [];
}

/// <summary>A file that goes with a mail.</summary>
internal sealed record MailFile(string Name, string ContentType, byte[] Bytes);
