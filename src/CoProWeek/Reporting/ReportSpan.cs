using CoProWeek.Campaigns;

namespace CoProWeek.Reporting;

/// <summary>The days a report is about, whole days of the campaign's zone, and the instants between which they lie.</summary>
internal sealed record ReportSpan
{
    private const int MostDays = 1_100;
    private const int MostDaysByHour = 3;

    public required DateOnly From { get; init; }

    /// <summary>The last day, inclusive.</summary>
    public required DateOnly To { get; init; }

    public required DateTimeOffset FromAt { get; init; }

    /// <summary>The first instant after it.</summary>
    public required DateTimeOffset ToAt { get; init; }

    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>So short that its hours are told apart.</summary>
    public bool IsByHour => Days <= MostDaysByHour;

    /// <summary>The campaign's own days, unless others are asked for.</summary>
    /// <exception cref="RefusedException">There are no such days.</exception>
    public static ReportSpan Of(Campaign campaign, DateOnly? from, DateOnly? to)
    {
        if (Problem(campaign, from, to) is { } problem)
            throw new RefusedException(problem);
        return Between(campaign, from ?? campaign.RunsFrom, to ?? campaign.RunsTo);
    }

    /// <summary>These days, both inclusive, by the campaign's clock.</summary>
    public static ReportSpan Between(Campaign campaign, DateOnly first, DateOnly last) => new()
    {
        From = first,
        To = last,
        FromAt = Planner.Resolve(first, TimeOnly.MinValue, campaign.Zone),
        ToAt = Planner.Resolve(last.AddDays(1), TimeOnly.MinValue, campaign.Zone),
    };

    /// <summary>Why there can be no report on these days; null when there can.</summary>
    public static string? Problem(Campaign campaign, DateOnly? from, DateOnly? to)
    {
        var (first, last) = (from ?? campaign.RunsFrom, to ?? campaign.RunsTo);
        if (last < first)
            return $"The report would end on {last:yyyy-MM-dd}, before it begins on {first:yyyy-MM-dd}. Give --from a day that is not after --to (the campaign runs from {campaign.RunsFrom:yyyy-MM-dd} to {campaign.RunsTo:yyyy-MM-dd}).";
        if (last.DayNumber - first.DayNumber >= MostDays || first.Year < 2006 || last.Year > 2200)
            return $"A report is about at most {MostDays:N0} days since 2006, when X began; {first:yyyy-MM-dd} to {last:yyyy-MM-dd} is more. Give --from and --to nearer days.";
        return null;
    }
}
