namespace CoProWeek.Networks;

/// <summary>
/// How one attempt on a network ended. The list is closed: whatever a network answers is one of these,
/// and only <see cref="Unknown"/> leaves open whether the post is out.
/// </summary>
internal abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The HTTP status the network answered with, or null when none came.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The first words the network literally answered, for the attempt's row; null when none came.</summary>
    public string? Detail { get; init; }

    /// <summary>The post is out under this id of the network's own.</summary>
    internal sealed record Sent(long RemoteId) : Outcome;

    /// <summary>Certainly not out; may be tried again at this instant (campaign time, UTC).</summary>
    internal sealed record Deferred(DateTimeOffset Until, string Why) : Outcome;

    /// <summary>Certainly not out, and no later try will do better until a person acts.</summary>
    internal sealed record Blocked(HoldReason Reason, string Why) : Outcome;

    /// <summary>Certainly not out by this attempt: the network said no to this content.</summary>
    internal sealed record Rejected(string Why) : Outcome
    {
        /// <summary>The network holds this text already: perhaps from an earlier attempt of ours.</summary>
        public bool IsDuplicate { get; init; }
    }

    /// <summary>It may be out or not: a time-out, a 5xx, a broken answer. Read back before anything else.</summary>
    internal sealed record Unknown(string Why) : Outcome
    {
        /// <summary>The network said that it holds this text already.</summary>
        public bool IsDuplicate { get; init; }
    }
}

/// <summary>Why a delivery is held; stands as lower-case text in <c>deliveries.hold_reason</c>.</summary>
internal enum HoldReason
{
    Person,
    Check,
    Token,
    Budget,
    Undecided,

    /// <summary>Something much like it stands on our timeline already, posted by hand.</summary>
    Twin,

    /// <summary>Handed over to a person, who posts it and says so. A task, not a trouble.</summary>
    Hand,
}

internal static class HoldReasons
{
    /// <summary>As it stands in <c>deliveries.hold_reason</c>.</summary>
    public static string Text(this HoldReason reason) => reason switch
    {
        HoldReason.Person => "person",
        HoldReason.Check => "check",
        HoldReason.Token => "token",
        HoldReason.Budget => "budget",
        HoldReason.Undecided => "undecided",
        HoldReason.Twin => "twin",
        HoldReason.Hand => "hand",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
