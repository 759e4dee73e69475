using CoProWeek.Clock;

namespace CoProWeek.Reporting;

/// <summary>How complete it is in few words, as there is room for on page one: what is left out stands in the annex.</summary>
internal static class ShortCompleteness
{
    /// <summary>So many hashtags are told one by one.</summary>
    private const int MostHashtags = 2;

    public static bool IsShortened(this Completeness all) => all.Watches.Count > MostHashtags;

    public static IReadOnlyList<string> InShort(this Completeness all, WallClock clock, ReportSpan span) =>
        all.IsShortened() ? [Counted(all), Gaps(all), Collected(all, clock), .. all.Since(clock)] : all.InWords(clock, span, mostGaps: 2);

    private static string Counted(Completeness all)
    {
        var counted = all.Watches.Select(watch => watch.Counted).OfType<Counted>().ToList();
        var notAsked = all.Watches.Count - counted.Count;
        return $"{all.Watches.Count:N0} hashtags, each by itself in the annex: we hold {counted.Sum(one => one.Held):N0} of the {Numbers.Count(counted.Sum(one => one.Posts), "post")} X counted{(notAsked == 0 ? "" : $"; of {notAsked:N0} hashtags it has not been asked")}.";
    }

    private static string Gaps(Completeness all)
    {
        var (gaps, lost) = (all.Watches.Sum(watch => watch.Gaps.Count), all.Watches.Sum(watch => watch.Lost.Count));
        return gaps == 0 ? "Nothing was missed between." : $"{Numbers.Count(gaps, "gap")} in which nothing was collected, listed in the annex{(lost == 0 ? "" : $"; {lost:N0} lost for good, for X’s search goes back seven days")}.";
    }

    private static string Collected(Completeness all, WallClock clock) => all.Watches.Any(watch => watch.CoveredTo is null)
        ? "Of some hashtags nothing has been collected yet."
        : $"Collected up to {clock.DayAndTime(all.Watches.Min(watch => watch.CoveredTo)!.Value)}.";
}
