using CoProWeek.Networks;

namespace CoProWeek.Campaigns;

/// <summary>A post as it stands in the plan, with its approval and what has become of it.</summary>
internal sealed record Post
{
    public long Id { get; init; }

    public long CampaignId { get; init; }

    public PostContent Content { get; init; } = new();

    /// <summary>When it should go out; null for a spare.</summary>
    public DateTimeOffset? SlotAt { get; init; }

    /// <summary>After this, not at all; null for a spare.</summary>
    public DateTimeOffset? LatestAt { get; init; }

    public string EditedBy { get; init; } = "";

    public DateTimeOffset EditedAt { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    public string? ApprovedHash { get; init; }

    /// <summary>The newest delivery on each account.</summary>
    public IReadOnlyList<PostDelivery> Deliveries { get; init; } = [];

    public bool IsApproved => ApprovedBy is not null;

    public bool IsSpare => Content.SlotOn is null;
}

/// <summary>What the plan says of one post: the same whether it was read from a file or from the database.</summary>
internal sealed record PostContent
{
    /// <summary>The plan's own id, hers.</summary>
    public string Ref { get; init; } = "";

    public string Kind { get; init; } = "";

    public DateOnly? SlotOn { get; init; }

    public TimeOnly? SlotTime { get; init; }

    /// <summary>As in the plan: "20:00", "30m" or empty for its slot's or its kind's own.</summary>
    public string Latest { get; init; } = "";

    /// <summary>As in the plan: parts of a thread parted by a line "---", "{link}" marks the link's place.</summary>
    public string Text { get; init; } = "";

    public string Link { get; init; } = "";

    public string Credit { get; init; } = "";

    public string Permission { get; init; } = "";

    public string Notes { get; init; } = "";

    /// <summary>Where it goes, in order.</summary>
    public IReadOnlyList<PostAccount> Accounts { get; init; } = [];

    /// <summary>Its pictures, in order; they go with its first part.</summary>
    public IReadOnlyList<PostPicture> Pictures { get; init; } = [];
}

/// <summary>An account a post goes to, and the post's own words there when they differ.</summary>
internal sealed record PostAccount
{
    public long AccountId { get; init; }

    public string Network { get; init; } = "";

    public string Handle { get; init; } = "";

    /// <summary>As people read it: "@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network, Handle);

    /// <summary>"as @ScotCoPro", "on Facebook".</summary>
    public string At => AccountName.At(Network, Handle);

    public string? OwnText { get; init; }
}

/// <summary>A picture of a post: its file's name in the plan, the SHA-256 of its bytes and its alt text.</summary>
internal sealed record PostPicture
{
    public string FileName { get; init; } = "";

    public string Hash { get; init; } = "";

    public string AltText { get; init; } = "";
}

/// <summary>What Publishing's rows say about a post on one account. Only read here.</summary>
internal sealed record PostDelivery
{
    public string Network { get; init; } = "";

    public string Handle { get; init; } = "";

    /// <summary>"@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network, Handle);

    /// <summary>"as @ScotCoPro", "on Facebook".</summary>
    public string At => AccountName.At(Network, Handle);

    public string State { get; init; } = "";

    public string? HoldReason { get; init; }

    public string Reason { get; init; } = "";

    public int PartsOut { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Where people see its first part.</summary>
    public string? Url { get; init; }
}
