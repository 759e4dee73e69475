using CoProWeek.Networks;

namespace CoProWeek.Publishing;

/// <summary>A part that may be out or not, with what its fence recorded.</summary>
internal sealed record UnknownPart
{
    public required long DeliveryId { get; init; }
    public required long AttemptId { get; init; }
    public required long AccountId { get; init; }
    public required string Network { get; init; }
    public required string Handle { get; init; }
    public required string Ref { get; init; }
    public required int N { get; init; }
    public required string Canonical { get; init; }
    public required string[] MediaKeys { get; init; }
    public required int MediaCount { get; init; }
    public long? ReplyTo { get; init; }
    public long? SinceId { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
    public required DateTimeOffset DeadlineAt { get; init; }
    public required DateTimeOffset LatestAt { get; init; }
    public required int AbsentReads { get; init; }

    /// <summary>The network said it holds this text already, which a timeline without it contradicts.</summary>
    public required bool WasCalledDuplicate { get; init; }

    public SoughtPart Sought => new(Canonical, MediaCount, MediaKeys, ReplyTo);

    public NetworkAccount Account => new(AccountId, Handle);
}
