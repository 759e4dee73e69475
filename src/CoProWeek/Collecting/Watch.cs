using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Collecting;

/// <summary>A query collected for a campaign, and how far it has come.</summary>
internal sealed record Watch
{
    public required long Id { get; init; }
    public long CampaignId { get; init; }
    public required string Network { get; init; }
    public required long AccountId { get; init; }
    public required string Handle { get; init; }
    public required string Kind { get; init; }
    public required string Subject { get; init; }
    public required DateTimeOffset FromAt { get; init; }
    public required DateTimeOffset UntilAt { get; init; }
    public required DateTimeOffset NextAt { get; init; }
    public required string Problem { get; init; }
    public required DateOnly WeekFrom { get; init; }
    public required DateOnly WeekTo { get; init; }
    public required string TimeZone { get; init; }
    public long? NewestId { get; init; }
    public DateTimeOffset? NewestAt { get; init; }
    public DateTimeOffset? CountedAt { get; init; }
    public DateTimeOffset? AuditedAt { get; init; }

    /// <summary>The end of the last run that was whole.</summary>
    public DateTimeOffset? CoveredTo { get; init; }

    /// <summary>The post of ours whose answers are looked for.</summary>
    public long? PostId { get; init; }

    /// <summary>That post by the plan's own name.</summary>
    public string? PostRef { get; init; }

    public bool IsHashtag => Kind == "hashtag";

    public bool IsConversation => Kind == "conversation";

    /// <summary>A conversation is short, and a count of it would cost as much as reading it.</summary>
    public bool IsCounted => !IsConversation;

    /// <summary>"#CoProWeekScot", "@ScotCoPro", "answers to question-monday".</summary>
    public string Sought => Kind switch
    {
        "hashtag" => $"#{Subject}",
        "conversation" => $"answers to {PostRef}",
        _ => $"@{Subject}",
    };

    public NetworkAccount Reader => new(AccountId, Handle);

    public string QueryOn(INetwork network) => Kind switch
    {
        "hashtag" => network.QueryForHashtag(Subject),
        "conversation" => network.QueryForConversation(long.Parse(Subject)),
        _ => network.QueryForHandle(Subject),
    };

    /// <summary>Of each network the one by which is read for the whole campaign: an account that it no longer names may have no keys.</summary>
    public static IEnumerable<Watch> Readers(IReadOnlyList<Watch> known) =>
        known.Where(watch => !watch.IsConversation).OrderByDescending(watch => watch.UntilAt).ThenByDescending(watch => watch.IsHashtag).DistinctBy(watch => watch.Network);

    /// <summary>The next look: on whole multiples of the pace, not beyond the first minute of the week, and once at the end.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset now, CollectingOptions pace)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var (begins, ends) = (Planner.Resolve(WeekFrom, TimeOnly.MinValue, zone), Planner.Resolve(WeekTo.AddDays(1), TimeOnly.MinValue, zone));
        var every = (IsConversation ? pace.EveryConversation : begins <= now && now < ends ? pace.Every : pace.EveryQuiet).Ticks;
        var next = new DateTimeOffset((now.UtcTicks / every * every) + every, TimeSpan.Zero);
        if (now < begins && begins < next)
            return begins;
        return now < UntilAt && UntilAt < next ? UntilAt : next;
    }
}
