using CoProWeek.Clock;

namespace CoProWeek.Web;

/// <summary>A campaign as the pages need it.</summary>
internal sealed record CampaignRow
{
    public required long Id { get; init; }

    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string Theme { get; init; }

    public required DateOnly WeekFrom { get; init; }

    public required DateOnly WeekTo { get; init; }

    public required DateOnly RunsFrom { get; init; }

    public required DateOnly RunsTo { get; init; }

    public required string TimeZone { get; init; }

    public required string[] Hashtags { get; init; }

    public required bool IsOnlyOne { get; init; }

    /// <summary>What a command adds to say which campaign is meant, where there are several.</summary>
    public string Option => IsOnlyOne ? "" : $" --campaign {Slug}";

    public WallClock Clock => field ??= new WallClock(TimeZone);

    /// <summary>"15 to 19 November 2027".</summary>
    public string Dates => (WeekFrom.Year == WeekTo.Year, WeekFrom.Month == WeekTo.Month) switch
    {
        (true, true) => FormattableString.Invariant($"{WeekFrom:%d} to {WeekTo:d MMMM yyyy}"),
        (true, false) => FormattableString.Invariant($"{WeekFrom:d MMMM} to {WeekTo:d MMMM yyyy}"),
        _ => FormattableString.Invariant($"{WeekFrom:d MMMM yyyy} to {WeekTo:d MMMM yyyy}"),
    };

    /// <summary>The campaign that runs now, nearest to its week; else the next to come; else the last that was.</summary>
    public static CampaignRow? Current(IReadOnlyList<CampaignRow> campaigns, DateTimeOffset now) =>
        campaigns.Where(c => c.Runs(now)).OrderBy(c => c.DaysFromWeek(now)).ThenBy(c => c.WeekFrom).FirstOrDefault()
        ?? campaigns.Where(c => c.RunsFrom > c.Clock.DayOf(now)).MinBy(c => c.RunsFrom)
        ?? campaigns.MaxBy(c => c.RunsTo);

    private bool Runs(DateTimeOffset now) => Clock.DayOf(now) is var today && RunsFrom <= today && today <= RunsTo;

    private int DaysFromWeek(DateTimeOffset now) => Clock.DayOf(now) switch
    {
        var today when today < WeekFrom => WeekFrom.DayNumber - today.DayNumber,
        var today when today > WeekTo => today.DayNumber - WeekTo.DayNumber,
        _ => 0,
    };
}

/// <summary>A place in each day of the week that a post of one kind fills.</summary>
internal sealed record SlotRow
{
    public required string Name { get; init; }

    public required string Kind { get; init; }

    public required TimeOnly WallTime { get; init; }

    public required bool Required { get; init; }

    public string Time => FormattableString.Invariant($"{WallTime:HH\\:mm}");
}
