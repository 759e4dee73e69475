using CoProWeek.Networks;

namespace CoProWeek.Campaigns;

/// <summary>A post as a line of <c>plan show</c> and <c>post list</c>.</summary>
internal sealed record PlanViewRow
{
    public required long Id { get; init; }

    public required string Ref { get; init; }

    /// <summary>The plan's day, null for a spare.</summary>
    public required DateOnly? On { get; init; }

    /// <summary>Wall time in the campaign's zone.</summary>
    public required TimeOnly? Time { get; init; }

    public required string Kind { get; init; }

    public required string Status { get; init; }

    public required string ApprovedBy { get; init; }

    public required IReadOnlyList<string> PostTo { get; init; }

    public required int Parts { get; init; }

    /// <summary>The part that comes nearest to the most its network takes, as that counts.</summary>
    public required TextMeasure Length { get; init; }

    public required int Pictures { get; init; }

    /// <summary>The first part, as it is sent to the first account.</summary>
    public required string Says { get; init; }

    /// <summary>Where people see it, once it is out.</summary>
    public required string? Url { get; init; }

    /// <summary>What stands in its way, in words: a hold, a failure; empty when nothing does.</summary>
    public required string Reason { get; init; }
}

/// <summary>A required slot of a campaign day that no post fills.</summary>
internal sealed record EmptySlot(DateOnly On, Slot Slot);

/// <summary>The plan in plain records, to print.</summary>
internal static class PlanView
{
    public static IReadOnlyList<PlanViewRow> Of(IEnumerable<Post> posts, NetworkList networks) => [.. posts.Select(post => Row(post, networks))];

    /// <summary>What is still to be written: required slots of the week's days without a post.</summary>
    public static IReadOnlyList<EmptySlot> EmptySlots(Campaign campaign, IReadOnlyList<Post> posts) =>
    [
        .. from n in Enumerable.Range(0, campaign.WeekTo.DayNumber - campaign.WeekFrom.DayNumber + 1)
           let day = campaign.WeekFrom.AddDays(n)
           from slot in campaign.Slots
           where slot.Required && !posts.Any(post => post.Content.SlotOn == day && post.Content.Kind == slot.Kind && post.Content.SlotTime == slot.WallTime)
           select new EmptySlot(day, slot),
    ];

    private static PlanViewRow Row(Post post, NetworkList networks)
    {
        var wording = Wording.Of(post.Content);
        return new PlanViewRow
        {
            Id = post.Id,
            Ref = post.Content.Ref,
            On = post.Content.SlotOn,
            Time = post.Content.SlotTime,
            Kind = post.Content.Kind,
            Status = PostStatus.Of(post),
            ApprovedBy = post.ApprovedBy ?? "",
            PostTo = [.. post.Content.Accounts.Select(account => account.Handle)],
            Parts = wording.Select(account => account.Parts.Count).DefaultIfEmpty().Max(),
            Length = wording.SelectMany(account => account.Parts.Select(networks.Find(account.Account.Network).Measure)).DefaultIfEmpty().MinBy(measure => measure.Limit - measure.Length),
            Pictures = post.Content.Pictures.Count,
            Says = wording.Select(account => account.Parts.FirstOrDefault("")).FirstOrDefault(""),
            Url = post.Deliveries.Select(delivery => delivery.Url).FirstOrDefault(url => url is not null),
            Reason = string.Join(" ", post.Deliveries.Select(delivery => delivery.Reason).Where(reason => reason != "").Distinct()),
        };
    }
}
