using System.Text.RegularExpressions;
using CoProWeek.Campaigns.Files;
using CoProWeek.Clock;

namespace CoProWeek.Campaigns;

/// <summary>Next year's week from this year's: every date moved by whole days, everything a draft, under a slug of its own.</summary>
internal sealed partial class CampaignCopy(CampaignStore campaigns, PostStore posts, CampaignClock clock)
{
    /// <summary>What the copy would be; written by <see cref="PlanWriter"/> like an import. Its pictures are in the database already.</summary>
    /// <param name="source">The campaign to copy.</param>
    /// <param name="start">The first day of the new week.</param>
    /// <param name="slug">The new slug; null derives one from the old and the year.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="RefusedException">There is one of that slug already.</exception>
    public async Task<ImportDiff> PrepareAsync(Campaign source, DateOnly start, string? slug = null, CancellationToken stop = default)
    {
        var copy = Moved(source, start, slug ?? Derived(source.Slug, start.Year));
        if (!CampaignFile.SlugText().IsMatch(copy.Slug))
            throw new RefusedException($"\"{copy.Slug}\" cannot be a slug. Expected: small letters a-z, digits and hyphens, such as big-questions-week.");
        if (await campaigns.FindAsync(copy.Slug, stop) is not null)
            throw new RefusedException($"There is a campaign \"{copy.Slug}\" already. Give the copy a slug of its own with --slug.");
        var days = start.DayNumber - source.WeekFrom.DayNumber;
        var contents = (await posts.ListAsync(source, day: null, stop)).Select(post => post.Content with { SlotOn = post.Content.SlotOn?.AddDays(days) }).ToList();
        return new ImportDiff
        {
            Campaign = copy,
            Rows = new Differ(before: null, copy, clock.GetUtcNow()).Compare(contents, []),
            Warnings = [.. Weekday(source, start), .. contents.Where(post => Dated().IsMatch(post.Text)).Select(Reread)],
        };
    }

    private static Campaign Moved(Campaign source, DateOnly start, string slug)
    {
        var days = start.DayNumber - source.WeekFrom.DayNumber;
        return source with
        {
            Id = 0,
            Slug = slug,
            Name = source.Name.Replace($"{source.WeekFrom.Year}", $"{start.Year}", StringComparison.Ordinal),
            WeekFrom = start,
            WeekTo = source.WeekTo.AddDays(days),
            RunsFrom = source.RunsFrom.AddDays(days),
            RunsTo = source.RunsTo.AddDays(days),
        };
    }

    private static string Derived(string slug, int year) => $"{YearAtEnd().Replace(slug, "")}-{year}";

    private static IEnumerable<PlanWarning> Weekday(Campaign source, DateOnly start)
    {
        if (start.DayOfWeek != source.WeekFrom.DayOfWeek)
            yield return new PlanWarning(CampaignFile.Name, null, "week", $"{start:d MMMM yyyy} is a {start:dddd}, and the week copied begins on a {source.WeekFrom:dddd}: every post moves to another day of the week");
    }

    private static PlanWarning Reread(PostContent post) =>
        new(PlanFile.Name, null, post.Ref, "its text names a date or a year; read it again");

    [GeneratedRegex("-(19|20)[0-9]{2}$", RegexOptions.ExplicitCapture)]
    private static partial Regex YearAtEnd();

    [GeneratedRegex(@"\b\d{1,2}(st|nd|rd|th)?\s*(January|February|March|April|May|June|July|August|September|October|November|December)\b|\b20\d\d\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Dated();
}
