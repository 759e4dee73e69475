namespace CoProWeek.Web;

/// <summary>A campaign seen from one instant: what goes out next, today, tomorrow, and what still wants approving.</summary>
internal sealed record TodayPlan
{
    public required DateOnly Day { get; init; }

    public required IReadOnlyList<DayEntry> Today { get; init; }

    public required IReadOnlyList<DayEntry> Tomorrow { get; init; }

    /// <summary>Not approved, and due within two days.</summary>
    public required IReadOnlyList<PlannedPost> Drafts { get; init; }

    public PlannedPost? Next { get; init; }

    /// <summary>When it is tried: its slot, or later if the network asked us to wait.</summary>
    public DateTimeOffset? NextAt { get; init; }

    public required int Sent { get; init; }

    public required int Planned { get; init; }

    /// <summary>Dated drafts, however far off, whose time has not passed.</summary>
    public required int Unapproved { get; init; }

    public int SentToday => Today.Count(entry => entry.Post?.State is "sent");

    public static TodayPlan Of(CampaignRow campaign, IReadOnlyList<SlotRow> slots, IReadOnlyList<PlannedPost> posts, DateTimeOffset now)
    {
        var today = campaign.Clock.DayOf(now);
        var waiting = posts.SelectMany(post => post.Deliveries.Select(delivery => (post, delivery)));
        var (next, nextDelivery) = waiting.Where(each => each.delivery.State is "queued" or "sending").OrderBy(each => each.delivery.DueAt).FirstOrDefault();
        var drafts = posts.Where(post => post.State is "draft").ToList();
        return new()
        {
            Day = today,
            Today = DayPlan.Of(today, campaign, slots, posts),
            Tomorrow = DayPlan.Of(today.AddDays(1), campaign, slots, posts),
            Drafts = [.. drafts.Where(post => post.SlotOn >= today && post.SlotAt <= now.AddDays(2))],
            Next = next,
            NextAt = nextDelivery?.DueAt,
            Sent = posts.Count(post => post.State is "sent"),
            Planned = posts.Count(post => post.SlotAt is not null),
            Unapproved = drafts.Count(post => post.LatestAt >= now),
        };
    }
}
