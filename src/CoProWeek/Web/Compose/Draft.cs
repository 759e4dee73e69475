using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Web;

/// <summary>What is written on: a campaign, and the post as it stands, if it is there already.</summary>
internal sealed record Desk(Campaign Campaign, CampaignRow Row, Post? Post)
{
    public string? LockedBecause => Post is null ? null : PostStatus.LockOf(Post);
}

/// <summary>A form, understood as far as it could be, and all there is to say of it.</summary>
internal sealed record Draft
{
    public required PostContent Content { get; init; }

    public required WallClock Clock { get; init; }

    /// <summary>These keep it from being saved.</summary>
    public required IReadOnlyList<ComposeMistake> Mistakes { get; init; }

    /// <summary>These do not.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    public required IReadOnlyList<Preview> Previews { get; init; }

    /// <summary>In US dollars.</summary>
    public required decimal Cost { get; init; }

    public required string Late { get; init; }
}
