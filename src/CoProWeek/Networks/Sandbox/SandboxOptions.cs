using CoProWeek.Networks.Sandbox.Crowd;

namespace CoProWeek.Networks.Sandbox;

/// <summary>What a practice network starts with.</summary>
internal sealed class SandboxOptions
{
    /// <summary>On 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Where accepted changes are kept; null keeps them in memory only.</summary>
    public string? JournalPath { get; init; }

    /// <summary>The accounts whose credentials are honoured.</summary>
    public IReadOnlyList<SandboxAccount> Accounts { get; init; } = [];

    public IReadOnlyList<RateLimit> Limits { get; init; } = RateLimit.OfX;

    public SandboxSwitches Switches { get; init; } = new();

    /// <summary>How long an OAuth 2.0 access token lives once it was refreshed (campaign time). X: two hours.</summary>
    public TimeSpan AccessTokenLife { get; init; } = TimeSpan.FromHours(2);

    /// <summary>Made-up people who take part in a campaign; null is an empty network.</summary>
    public CrowdOptions? Crowd { get; init; }
}
