using CoProWeek.Networks;

namespace CoProWeek.Publishing;

/// <summary>Something that happened and that people may have to be told, with all that there is to say of it.</summary>
internal sealed record TroubleRow
{
    public required long EventId { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Actor { get; init; }
    public required string What { get; init; }
    public required string Detail { get; init; }
    public long? DeliveryId { get; init; }

    /// <summary>As the delivery stands now: what was settled meanwhile is no trouble any more.</summary>
    public string? State { get; init; }

    public string? HoldReason { get; init; }
    public DateTimeOffset? SlotAt { get; init; }
    public DateTimeOffset? LatestAt { get; init; }
    public int PartsOut { get; init; }
    public long? AccountId { get; init; }
    public string? Network { get; init; }
    public string? Handle { get; init; }
    public long? PostId { get; init; }
    public string? Kind { get; init; }
    public string? Text { get; init; }
    public string? Campaign { get; init; }

    /// <summary>The campaign's, or of the one that runs now.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The last attempt on the account that the network took; with the next one, what was wrong is over.</summary>
    public long? LastAccepted { get; init; }

    /// <summary>The last look for mentions that ended whole.</summary>
    public long? LastRun { get; init; }

    /// <summary>"@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network!, Handle!);

    public bool IsByHand => AccountName.IsByHand(Network!);

    /// <summary>A matter of the whole account: one alert for all its posts, until the network has taken one again.</summary>
    public bool IsOfAccount => What is "keys refused" or "credits used up" || HoldReason is "token" or "budget";

    /// <summary>Of what it is part: rows of one cause are one alert. Null where nobody need be told.</summary>
    public string? Cause => (What, HoldReason) switch
    {
        ("everything stopped" or "sending again", _) => $"{What} {EventId}",
        ("collecting stopped", _) => $"collecting stopped after {LastRun ?? 0}",
        ("keys refused", _) => AccountId is null ? $"keys refused {EventId}" : OfAccount("token"),
        ("credits used up", _) => AccountId is null ? $"credits used up {EventId}" : OfAccount("budget"),
        // What a person did by their own hand they know.
        _ when Actor != "coproweek" || State != What => null,
        ("held", "token" or "budget") => OfAccount(HoldReason!),
        // "Person" is whoever must act: what somebody held themselves is left out above.
        ("held", "check" or "undecided" or "twin" or "person") => $"held-{HoldReason} {DeliveryId}",
        ("failed", _) => $"failed {DeliveryId}",
        ("missed", _) => $"missed {AccountId} {At.ToUnixTimeMilliseconds()}",
        _ => null,
    };

    private string OfAccount(string what) => $"{what} account {AccountId} after {LastAccepted ?? 0}";
}
