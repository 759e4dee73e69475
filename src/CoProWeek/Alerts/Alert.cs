namespace CoProWeek.Alerts;

/// <summary>What people are told, by every channel there is: by mail to the managers, and in the team's chat.</summary>
internal sealed record Alert
{
    /// <summary>Why, in a form that is the same for the same reason: a second alert of one cause is not sent.</summary>
    public required string Cause { get; init; }

    /// <summary>Addresses for its mail; where there are none, the chat alone is told.</summary>
    public required string[] To { get; init; }

    /// <summary>One line.</summary>
    public required string Subject { get; init; }

    /// <summary>Plain text, every address written out: post, account, cause, next step.</summary>
    public required string Text { get; init; }

    /// <summary>Where a person goes first.</summary>
    public required Uri Link { get; init; }
}
