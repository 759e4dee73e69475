namespace CoProWeek.Publishing.Checks;

/// <summary>What one check found.</summary>
/// <param name="Name">As in <c>delivery_checks</c>.</param>
/// <param name="Result">"ok", "noted" or "failed".</param>
/// <param name="Short">For a small place, where it is not ok.</param>
/// <param name="Words">What was found, and what to do about it.</param>
internal sealed record CheckResult(string Name, string Result, string Short, string Words)
{
    /// <summary>Trouble of an account, not of a post: it is told once a day, whatever posts it touches.</summary>
    public bool IsOfAccount => Name is "token" or "budget";

    public static CheckResult Ok(string name, string words) => new(name, "ok", "", words);

    public static CheckResult Noted(string name, string inShort, string words) => new(name, "noted", inShort, words);

    public static CheckResult Failed(string name, string inShort, string words) => new(name, "failed", inShort, words);
}

/// <summary>A delivery whose round of checks it is.</summary>
internal sealed record DueCheck
{
    public required long DeliveryId { get; init; }
    public required long PostId { get; init; }
    public required long CampaignId { get; init; }
    public required long AccountId { get; init; }
    public required string Network { get; init; }
    public required string Handle { get; init; }
    public required string Kind { get; init; }
    public required string Link { get; init; }
    public required string TimeZone { get; init; }
    public required DateTimeOffset SlotAt { get; init; }
    public required DateTimeOffset LatestAt { get; init; }
    public required bool WaitsForPage { get; init; }
    public required bool HoldIfCheckFails { get; init; }

    /// <summary>The second of its rounds.</summary>
    public required bool IsLast { get; init; }

    public required string[] Parts { get; init; }
    public required string[] Hashes { get; init; }
    public required string[] Alts { get; init; }

    /// <summary>Another post that says the very same there within a day, by its id in the plan.</summary>
    public string? SameAs { get; init; }
}
