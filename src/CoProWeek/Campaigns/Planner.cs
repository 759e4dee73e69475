namespace CoProWeek.Campaigns;

/// <summary>
/// Works out instants from the plan's wall times; nothing else does. The two days on which clocks change:
/// a time that the spring change leaves out goes as far after the gap as it lay inside it, so that the order and
/// distance of posts is kept (01:30 in London on the last Sunday of March is sent at 02:30 summer time); a time that
/// the autumn change gives twice is the first of the two, so that a post is never an hour late.
/// </summary>
internal static class Planner
{
    private static readonly TimeSpan LeastWindow = TimeSpan.FromHours(2);

    /// <summary>The instant, in UTC, of a wall time on a day in a zone.</summary>
    public static DateTimeOffset Resolve(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var wall = day.ToDateTime(time, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(wall))
            return new DateTimeOffset(wall, zone.GetAmbiguousTimeOffsets(wall).Max()).ToUniversalTime();
        // Inside a gap the offset from before it still counts: 01:30 GMT is 02:30 summer time.
        var offset = zone.IsInvalidTime(wall) ? zone.GetUtcOffset(wall.AddDays(-1)) : zone.GetUtcOffset(wall);
        return new DateTimeOffset(wall, offset).ToUniversalTime();
    }

    /// <summary>When a post should go out and after what instant not at all; both null for a spare.</summary>
    public static (DateTimeOffset? SlotAt, DateTimeOffset? LatestAt) Plan(PostContent post, Campaign campaign)
    {
        if (post is not { SlotOn: { } day, SlotTime: { } time })
            return (null, null);
        var slotAt = Resolve(day, time, campaign.Zone);
        return (slotAt, LatestAt(day, slotAt, LatestOf(post, campaign), campaign.Zone));
    }

    /// <summary>The post's own "latest", else its slot's, else its kind's; null when its kind has none and nobody said.</summary>
    public static string? LatestOf(PostContent post, Campaign campaign)
    {
        if (post.Latest != "")
            return post.Latest;
        return campaign.SlotFor(post.Kind, post.SlotTime) is { Latest: not "" } slot
            ? slot.Latest
            : campaign.Kinds.Of(post.Kind);
    }

    /// <summary>A wall time that is not after the slot gives way to two hours after it: there is always a window.</summary>
    private static DateTimeOffset LatestAt(DateOnly day, DateTimeOffset slotAt, string? text, TimeZoneInfo zone)
    {
        var at = Latest.Read(text ?? "") switch
        {
            { Span: { } span } => slotAt + span,
            { WallTime: { } time } => Resolve(day, time, zone),
            _ => slotAt,
        };
        return at > slotAt ? at : slotAt + LeastWindow;
    }
}
