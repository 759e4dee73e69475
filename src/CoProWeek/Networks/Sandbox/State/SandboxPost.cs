using System.Text.Json.Serialization;
using CoProWeek.Networks.Sandbox.Posts;

namespace CoProWeek.Networks.Sandbox.State;

/// <summary>A post as it was accepted; one version of it, when it was edited.</summary>
internal sealed record SandboxPost
{
    private PostText? parsed;

    public required long Id { get; init; }

    public required long AccountId { get; init; }

    /// <summary>As it was sent, in NFC: no t.co, nothing escaped.</summary>
    public required string Text
    {
        get;
        init => (field, parsed) = (value, null);
    }

    /// <summary>Campaign time at which its request reached us; the post may have been accepted later.</summary>
    public required DateTimeOffset ArrivedAt { get; init; }

    public required DateTimeOffset ArrivedRealAt { get; init; }

    public required long ConversationId { get; init; }

    public IReadOnlyList<long> MediaIds { get; init; } = [];

    public long? ReplyTo { get; init; }

    public long? QuoteOf { get; init; }

    public long? RepostOf { get; init; }

    /// <summary>The ids of all its versions, oldest first.</summary>
    public required IReadOnlyList<long> Versions { get; init; }

    public bool Nullcast { get; init; }

    public PostNumbers? Numbers { get; init; }

    public DateTimeOffset? DeletedAt { get; init; }

    [JsonIgnore]
    public DateTimeOffset CreatedAt => Snowflake.TimeOf(Id);

    [JsonIgnore]
    public bool IsNewest => Versions[^1] == Id;

    [JsonIgnore]
    public PostText Parsed => parsed ??= PostText.Parse(Text);
}

/// <summary>What a crowd made of a post, as far as the network does not count it itself.</summary>
internal sealed record PostNumbers(int Likes, int Bookmarks, int Views)
{
    public static readonly PostNumbers None = new(0, 0, 0);
}
