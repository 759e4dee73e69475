using CoProWeek.Campaigns;

namespace CoProWeek.Cli;

/// <summary>A post as <c>--json</c> shows it.</summary>
internal sealed record PostJson
{
    public required string Campaign { get; init; }
    public required long Number { get; init; }
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Status { get; init; }
    public DateOnly? Date { get; init; }
    public TimeOnly? Time { get; init; }
    public DateTimeOffset? SlotAt { get; init; }
    public DateTimeOffset? LatestAt { get; init; }
    public required IReadOnlyList<PostJsonAccount> Accounts { get; init; }
    public string? ApprovedBy { get; init; }
    public DateTimeOffset? ApprovedAt { get; init; }

    public static PostJson Of(Campaign campaign, Post post) => new()
    {
        Campaign = campaign.Slug,
        Number = post.Id,
        Id = post.Content.Ref,
        Kind = post.Content.Kind,
        Status = PostStatus.Of(post),
        Date = post.Content.SlotOn,
        Time = post.Content.SlotTime,
        SlotAt = post.SlotAt,
        LatestAt = post.LatestAt,
        Accounts = [.. Wording.Of(post.Content).Select(wording => PostJsonAccount.Of(post, wording))],
        ApprovedBy = post.ApprovedBy,
        ApprovedAt = post.ApprovedAt,
    };
}

/// <summary>What is said on one account, and what became of it.</summary>
internal sealed record PostJsonAccount(
    string Network, string Handle, IReadOnlyList<string> Parts, string? State, string? HoldReason, string? Reason, DateTimeOffset? SentAt, string? Link)
{
    public static PostJsonAccount Of(Post post, AccountWording wording)
    {
        var became = post.Deliveries.FirstOrDefault(delivery => delivery.Handle == wording.Account.Handle);
        return new(wording.Account.Network, wording.Account.Handle, wording.Parts, became?.State, became?.HoldReason, became?.Reason, became?.SentAt, became?.Url);
    }
}
