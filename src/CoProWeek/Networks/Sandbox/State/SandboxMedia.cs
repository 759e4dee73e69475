using System.Text.Json.Serialization;

namespace CoProWeek.Networks.Sandbox.State;

/// <summary>A picture whose upload is complete. Its bytes are not kept, only what identifies them.</summary>
internal sealed record SandboxMedia
{
    /// <summary>X keeps what no post names for a day.</summary>
    public const int ExpiresAfterSeconds = 86_400;

    public required long Id { get; init; }

    public required long AccountId { get; init; }

    public required string ContentType { get; init; }

    public required long Bytes { get; init; }

    public required string Sha256 { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>How often its status will still say "in progress".</summary>
    public int ChecksLeft { get; init; }

    public string? AltText { get; init; }

    [JsonIgnore]
    public bool IsReady => ChecksLeft == 0;

    [JsonIgnore]
    public string Key => KeyOf(Id);

    public static string KeyOf(long id) => $"3_{id}";
}
