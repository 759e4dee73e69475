using CoProWeek.Networks;

namespace CoProWeek.Publishing;

/// <summary>One part that this worker, and no other, may now send: its fence stands in <c>attempts</c>.</summary>
internal sealed record Claim
{
    public required long DeliveryId { get; init; }
    public required long AttemptId { get; init; }
    public required long AccountId { get; init; }
    public required string Network { get; init; }
    public required string Handle { get; init; }
    public required int N { get; init; }
    public required int Parts { get; init; }
    public required string Text { get; init; }

    /// <summary>Whose money it is.</summary>
    public required long CampaignId { get; init; }

    /// <summary>After this, not at all: it binds part 1.</summary>
    public required DateTimeOffset LatestAt { get; init; }

    /// <summary>The attempt has ended by then: nobody looks for it before.</summary>
    public required DateTimeOffset DeadlineAt { get; init; }

    public required long[] MediaIds { get; init; }
    public long? ReplyTo { get; init; }

    /// <summary>Earlier attempts at this very part: what a network calls a duplicate may be one of them.</summary>
    public required int EarlierAttempts { get; init; }

    public NetworkAccount Account => new(AccountId, Handle);

    public OutgoingPart Part => new(Text, MediaIds, ReplyTo);
}
