using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>A post in a list: what was planned, and how far it has come on each account.</summary>
internal sealed record PlannedPost
{
    public required long Id { get; init; }

    public required string Ref { get; init; }

    public required string Kind { get; init; }

    public DateOnly? SlotOn { get; init; }

    public TimeOnly? SlotTime { get; init; }

    public DateTimeOffset? SlotAt { get; init; }

    public DateTimeOffset? LatestAt { get; init; }

    public required string Text { get; init; }

    public string? ApprovedBy { get; init; }

    /// <summary>The accounts it goes to: "@ScotCoPro", "Facebook".</summary>
    public required string[] Names { get; init; }

    /// <summary>Its first picture.</summary>
    public string? Picture { get; init; }

    /// <summary>The newest delivery on each account.</summary>
    public IReadOnlyList<DeliveryRow> Deliveries { get; init; } = [];

    public string State => PostState.Of(ApprovedBy is not null, SlotAt is not null, Deliveries);

    /// <summary>Nothing more will happen to it, and nothing has: its hour is gone and no delivery was made.</summary>
    public bool PassedAsDraft(DateTimeOffset now) => State is "draft" && LatestAt < now;
}

/// <summary>One post on one account, as it stands.</summary>
internal sealed record DeliveryRow
{
    public required long Id { get; init; }

    public required long PostId { get; init; }

    public required string Network { get; init; }

    public required string Handle { get; init; }

    public bool IsByHand => AccountName.IsByHand(Network);

    /// <summary>"@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network, Handle);

    /// <summary>"as @ScotCoPro", "on Facebook".</summary>
    public string At => AccountName.At(Network, Handle);

    public required string State { get; init; }

    public string? HoldReason { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset SlotAt { get; init; }

    public required DateTimeOffset LatestAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>It goes out once its link answers.</summary>
    public bool WaitsForPage { get; init; }

    /// <summary>Its slot has come, and its page has not.</summary>
    public bool IsWaiting => State is "queued" && WaitsForPage && DueAt > SlotAt;

    public required int PartsOut { get; init; }

    /// <summary>All of it is out, or the parts of a thread whose rest is held.</summary>
    public bool CanBeTakenDown => this is { State: "sent" } or { State: "held", PartsOut: > 0, HoldReason: not "undecided" };

    public required int Parts { get; init; }

    /// <summary>Where people see its first part.</summary>
    public string? Url { get; init; }

    /// <summary>The state as a chip shows it: a held one that nobody can decide from here, or that is a person's task, has a word of its own.</summary>
    public string Shown => HoldReason is "undecided" or "hand" ? HoldReason : State;
}
