using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>A post whole, as its page shows it.</summary>
internal sealed record PostRow
{
    public required long Id { get; init; }

    public required long CampaignId { get; init; }

    public required string Ref { get; init; }

    public required string Kind { get; init; }

    public DateTimeOffset? SlotAt { get; init; }

    public DateTimeOffset? LatestAt { get; init; }

    public required string Text { get; init; }

    public required string Link { get; init; }

    public required string Credit { get; init; }

    public required string Permission { get; init; }

    public required string Notes { get; init; }

    public required string EditedBy { get; init; }

    public required DateTimeOffset EditedAt { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>Else a check that fails only warns.</summary>
    public bool HoldIfCheckFails { get; init; }
}

/// <summary>An account it goes to, and its own words there when they differ.</summary>
internal sealed record PostAccountRow
{
    public required string Network { get; init; }

    public required string Handle { get; init; }

    /// <summary>"@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network, Handle);

    public string? OwnText { get; init; }
}

internal sealed record PictureRow
{
    public required string Hash { get; init; }

    public required string AltText { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }
}

/// <summary>A part as it was worded when it was approved.</summary>
internal sealed record PartRow
{
    public required long DeliveryId { get; init; }

    public required int N { get; init; }

    public required string Text { get; init; }

    public string? Url { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Gone from X since.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>What happened to a post, and who or what did it.</summary>
internal sealed record EventRow
{
    public required DateTimeOffset At { get; init; }

    public required string Actor { get; init; }

    public required string What { get; init; }

    public required string Detail { get; init; }

    public string? Handle { get; init; }

    public string Network { get; init; } = "";

    /// <summary>"@ScotCoPro", "Facebook"; null for what is of no one account.</summary>
    public string? Name => Handle is null ? null : AccountName.Of(Network, Handle);
}
