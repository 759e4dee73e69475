namespace CoProWeek.Campaigns;

/// <summary>What has become of a post, in words, and whether it may still be changed.</summary>
internal static class PostStatus
{
    /// <summary>"spare", "draft", "approved", "skipped" where a person posts by hand and did not, or the state of its deliveries; by account where they differ.</summary>
    public static string Of(Post post)
    {
        var states = post.Deliveries.Where(delivery => delivery.State != "cancelled").ToList();
        if (states.Count == 0)
            return post.IsApproved ? post.Deliveries.Count > 0 ? "skipped" : "approved" : post.IsSpare ? "spare" : "draft";
        var words = states.Select(Word).Distinct().ToList();
        return words is [var one] ? one : string.Join(", ", states.Select(delivery => $"{Word(delivery)} ({delivery.Handle})"));
    }

    /// <summary>Why the post may not be touched: it is out, on its way, or nobody knows; null when it may.</summary>
    public static string? LockOf(Post post) => post.Deliveries.Select(LockOf).FirstOrDefault(why => why is not null);

    private static string? LockOf(PostDelivery delivery) => delivery switch
    {
        { State: "sent" } => $"sent {delivery.At}",
        { State: "removed" } => $"sent {delivery.At} and taken down",
        { State: "sending" } => $"being sent {delivery.At}",
        { State: "unknown" } => $"perhaps sent {delivery.At}: X has not said yet",
        { HoldReason: "undecided" } => $"perhaps sent {delivery.At}: look there, then say on its page whether it went out",
        { PartsOut: > 0 } => $"partly sent {delivery.At}",
        _ => null,
    };

    private static string Word(PostDelivery delivery) =>
        delivery.HoldReason is "hand" ? "post by hand" : delivery.HoldReason is { } reason ? $"held: {reason}" : delivery.State;
}
