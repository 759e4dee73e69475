namespace CoProWeek.Accounts;

/// <summary>An account's keys as they stand in the database: sealed.</summary>
internal sealed record KeptKeys
{
    public const string FourKeys = "oauth1";
    public const string Renewing = "oauth2";

    public required long AccountId { get; init; }

    public required string Kind { get; init; }

    public required string Sealed { get; init; }

    /// <summary>What X granted; null for the four keys.</summary>
    public string? Scopes { get; init; }

    /// <summary>Campaign time; null for the four keys, which do not run out.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>X renews them no more, and a person must connect again.</summary>
    public string? RefusedWhy { get; init; }

    public bool Renews => Kind == Renewing;
}

/// <summary>What X gives for a code or for a refresh token.</summary>
/// <param name="Access">Sent with every call.</param>
/// <param name="Refresh">For the next pair, once; null where X was not allowed to give one.</param>
/// <param name="ExpiresAt">Of the access token (campaign time, UTC).</param>
/// <param name="Scopes">What was granted, parted by spaces.</param>
internal sealed record TokenPair(Secret Access, Secret? Refresh, DateTimeOffset ExpiresAt, string Scopes);

/// <summary>How a try to renew ended.</summary>
internal abstract record KeyRenewal
{
    private KeyRenewal()
    {
    }

    internal sealed record Renewed(TokenPair Pair) : KeyRenewal;

    /// <summary>For good: a person must connect again.</summary>
    internal sealed record Refused(string Why) : KeyRenewal;

    /// <summary>The row stays as it is.</summary>
    internal sealed record Unchanged : KeyRenewal;
}
