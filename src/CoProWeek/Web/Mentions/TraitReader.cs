using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Team;

namespace CoProWeek.Web;

/// <summary>Finds out what tells the posts of a report's row: for most by a row of their own, for some by instants or accounts.</summary>
internal sealed class TraitReader(CampaignStore campaigns, TeamReports team)
{
    public async Task<TraitMarks> ReadAsync(CampaignRow row, MentionFilter filter, CancellationToken stop)
    {
        if (filter.With is { What: Trait.Moment, Item: var begun })
            return TraitWords.Instant(begun) is { } at ? TraitMarks.None with { HoursFrom = [at], HoursTo = [at.AddHours(1)] } : TraitMarks.None;
        if (filter.With is not { What: Trait.Hour or Trait.Accounts } trait || await campaigns.FindAsync(row.Slug, stop) is not { } campaign || ReportSpan.Problem(campaign, filter.From, filter.To) is not null)
            return TraitMarks.None;
        var span = ReportSpan.Of(campaign, filter.From, filter.To);
        return trait.What == Trait.Hour ? Hours(span, trait.Item, campaign.Zone) : TraitMarks.None with { Accounts = await team.AccountsAsync(campaign, span, trait.Item, stop) };
    }

    /// <summary>That hour of each day. One that a clock leaves out has no length, and one that it repeats is as long as both.</summary>
    private static TraitMarks Hours(ReportSpan span, string item, TimeZoneInfo zone)
    {
        if (!int.TryParse(item, out var hour) || hour is < 0 or > 23)
            return TraitMarks.None;
        var days = Enumerable.Range(0, span.Days).Select(span.From.AddDays).ToList();
        DateTimeOffset At(DateOnly day, int of) => of == 24 ? At(day.AddDays(1), 0) : Planner.Resolve(day, new TimeOnly(of, 0), zone).ToUniversalTime();
        return TraitMarks.None with { HoursFrom = [.. days.Select(day => At(day, hour))], HoursTo = [.. days.Select(day => At(day, hour + 1))] };
    }
}

/// <summary>Instants between which, and accounts by whom, they were posted.</summary>
internal sealed record TraitMarks(DateTimeOffset[] HoursFrom, DateTimeOffset[] HoursTo, long[] Accounts)
{
    public static TraitMarks None { get; } = new([], [], []);
}

/// <summary>A trait, after "Posts".</summary>
internal static class TraitWords
{
    public static DateTimeOffset? Instant(string item) =>
        DateTimeOffset.TryParseExact(item, "yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 2000 and < 2200 ? at : null;

    public static string Of(Trait trait, WallClock clock) => (trait.What, trait.Item) switch
    {
        (Trait.Link, var link) => $"that link to {link}",
        (Trait.Host, var host) => $"that link to a page of {host}",
        (Trait.Handle, var handle) => $"that name @{handle}",
        (Trait.Language, var code) => $"whose language X takes to be: {Words.Language(code)}",
        (Trait.Media, "") => "with something to look at of which X did not say what it is",
        (Trait.Media, var type) => $"with {Words.Media(type).ToLowerInvariant()}",
        (Trait.Hour, var hour) => $"of the hour from {hour}:00 to {hour}:59, whatever the day",
        (Trait.Moment, var begun) => Instant(begun) is { } at ? $"of the hour from {clock.DayAndTime(at)}" : "of no hour",
        (Trait.Members, "in") => "by our members",
        (Trait.Members, _) => "by people who are neither ours nor our members",
        (Trait.Accounts, "new") => "by accounts that took part for the first time",
        (Trait.Accounts, "back") => "by accounts that took part in an earlier campaign",
        (Trait.Accounts, _) => "by accounts of which it is not known yet whether they are new",
        (Trait.PlanKind, "") => "of ours that are not in the plan",
        (Trait.PlanKind, var kind) => $"of ours that the plan calls “{Words.PlanKind(kind)}”",
        (Trait.PlanHour, "") => "of ours that the plan had no hour for",
        (_, var hour) => $"of ours that were planned for {hour}:00 to {hour}:59",
    };
}
