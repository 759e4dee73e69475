namespace CoProWeek.Campaigns;

/// <summary>A post at another time, or without one: what that would bring, before it is done.</summary>
internal sealed record Move
{
    private static readonly TimeSpan TooClose = TimeSpan.FromMinutes(15);

    public required PostContent After { get; init; }

    public required DateTimeOffset? SlotAt { get; init; }

    public required DateTimeOffset? LatestAt { get; init; }

    /// <summary>Who approved it: another time is another post, so that falls. Null where nobody did, or nothing changes.</summary>
    public required string? EndsApprovalBy { get; init; }

    /// <summary>Posts on one of its accounts within a quarter of an hour.</summary>
    public required IReadOnlyList<Post> TooNear { get; init; }

    public static Move Of(Campaign campaign, Post post, DateOnly? day, TimeOnly? time, IReadOnlyList<Post> all)
    {
        var after = post.Content with { SlotOn = day, SlotTime = day is null ? null : time };
        var (slotAt, latestAt) = Planner.Plan(after, campaign);
        return new Move
        {
            After = after,
            SlotAt = slotAt,
            LatestAt = latestAt,
            EndsApprovalBy = slotAt == post.SlotAt ? null : post.ApprovedBy,
            TooNear = [.. all.Where(other => other.Id != post.Id && PostStatus.Of(other) != "cancelled" && IsNear(other, slotAt) && SharesAccount(other, post))],
        };
    }

    private static bool IsNear(Post other, DateTimeOffset? at) => (other.SlotAt - at)?.Duration() < TooClose;

    private static bool SharesAccount(Post one, Post other) =>
        one.Content.Accounts.Any(account => other.Content.Accounts.Any(same => same.AccountId == account.AccountId));
}
