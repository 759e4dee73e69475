using CoProWeek.Clock;

namespace CoProWeek.Web;

/// <summary>One row of the week: the slots of one time, or what lies between two of them and has no name.</summary>
internal sealed record GridRow(TimeOnly? Time, string Names)
{
    public string Clock => FormattableString.Invariant($"{Time:HH\\:mm}");
}

/// <summary>One day of the week, with as many cells as there are rows.</summary>
internal sealed record GridDay(DateOnly Day, IReadOnlyList<IReadOnlyList<DayEntry>> Cells);

/// <summary>
/// Days as columns, slot times as rows, so that an empty place is seen. A day's other posts stand in rows of their own
/// between the slots, by the hour, so that every column reads from morning to evening.
/// </summary>
internal sealed record WeekGrid(IReadOnlyList<GridRow> Rows, IReadOnlyList<GridDay> Days)
{
    public static WeekGrid Of(CampaignRow campaign, IReadOnlyList<SlotRow> slots, IReadOnlyList<PlannedPost> posts)
    {
        var times = slots.Select(slot => slot.WallTime).Distinct().Order().ToList();
        var days = Between(campaign.WeekFrom, campaign.WeekTo)
            .Select(day => (day, entries: DayPlan.Of(day, campaign, slots, posts).ToLookup(entry => RowOf(entry, times))))
            .ToList();
        var rows = days.SelectMany(day => day.entries).Select(row => row.Key).Distinct().Order().ToList();
        return new(
            [.. rows.Select(row => row % 2 == 1 ? Named(times[row / 2], slots) : new GridRow(null, ""))],
            [.. days.Select(day => new GridDay(day.day, [.. rows.Select(row => day.entries[row].ToList())]))]);
    }

    /// <summary>A cell as it is told to somebody who does not see it.</summary>
    public string LabelOf(GridDay day, int row)
    {
        var place = Rows[row].Time is null ? "between the places" : $"{Rows[row].Clock} {Rows[row].Names}";
        return $"{WallClock.LongDay(day.Day)}, {place}, {(day.Cells[row].Any(entry => !entry.IsGap) ? "taken" : "empty")}";
    }

    private static GridRow Named(TimeOnly time, IReadOnlyList<SlotRow> slots) =>
        new(time, string.Join(", ", slots.Where(slot => slot.WallTime == time).Select(slot => slot.Name)));

    /// <summary>Slot times have the odd rows; the even ones before, between and after them are for all else.</summary>
    private static int RowOf(DayEntry entry, List<TimeOnly> times)
    {
        var time = entry.Slot?.WallTime ?? entry.Time!.Value;
        var at = times.IndexOf(time);
        return at >= 0 ? (at * 2) + 1 : times.Count(earlier => earlier < time) * 2;
    }

    private static IEnumerable<DateOnly> Between(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
}
