using CoProWeek.Campaigns;

namespace CoProWeek.Collecting.Rollups;

/// <summary>By what a campaign's rollups are made: which posts count, whose are ours, and where its days begin.</summary>
internal sealed record RollupBasis
{
    public required long CampaignId { get; init; }

    /// <summary>The campaign's hashtags as <c>mention_tags.tag</c> has them.</summary>
    public required string[] Tags { get; init; }

    /// <summary>Our accounts and those of the team, folded.</summary>
    public required string[] Ours { get; init; }

    public required string TimeZone { get; init; }

    public static RollupBasis Of(Campaign campaign) => new()
    {
        CampaignId = campaign.Id,
        Tags = [.. campaign.Hashtags.Select(Fold.Tag).Where(tag => tag != "").Distinct()],
        Ours =
        [
            .. campaign.Accounts.Where(account => account.Network == "x").Select(account => account.Handle).Concat(campaign.Team)
                .Select(handle => Fold.Handle(handle.Trim())).Where(handle => handle != "").Distinct(),
        ],
        TimeZone = campaign.TimeZone,
    };

    /// <summary>The days of the campaign's zone into which these hours (UTC) fall.</summary>
    public IReadOnlyList<RollupDay> DaysOf(IEnumerable<DateTimeOffset> hours)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        return
        [
            .. hours.SelectMany(hour => new[] { hour, hour.AddHours(1).AddTicks(-1) })
                .Select(at => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime)).Distinct().Order()
                .Select(day => new RollupDay(day, Planner.Resolve(day, TimeOnly.MinValue, zone), Planner.Resolve(day.AddDays(1), TimeOnly.MinValue, zone))),
        ];
    }
}

/// <param name="Day">Of the campaign's zone.</param>
/// <param name="FromAt">Its first instant.</param>
/// <param name="ToAt">The next day's first instant.</param>
internal sealed record RollupDay(DateOnly Day, DateTimeOffset FromAt, DateTimeOffset ToAt);
