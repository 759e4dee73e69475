namespace CoProWeek.Web;

/// <summary>One row of the week: a slot, or what lies between two of them.</summary>
internal sealed record GridRow(SlotRow? Slot);

/// <summary>One day of the week, with as many cells as there are rows.</summary>
internal sealed record GridDay(DateOnly Day, IReadOnlyList<IReadOnlyList<DayEntry>> Cells);

/// <summary>
/// Days as columns, slots as rows, so that an empty place is seen. A day's other posts stand in rows of their own between
/// the slots, by the hour, so that every column reads from morning to evening.
/// </summary>
internal sealed record WeekGrid(IReadOnlyList<GridRow> Rows, IReadOnlyList<GridDay> Days)
{
    public static WeekGrid Of(CampaignRow campaign, IReadOnlyList<SlotRow> slots, IReadOnlyList<PlannedPost> posts)
    {
        var days = Between(campaign.WeekFrom, campaign.WeekTo)
            .Select(day => (day, entries: DayPlan.Of(day, campaign, slots, posts)))
            .ToList();
        var used = days.SelectMany(day => day.entries).Select(entry => RowOf(entry, slots)).ToHashSet();
        var rows = Enumerable.Range(0, (slots.Count * 2) + 1).Where(row => IsSlot(row) || used.Contains(row)).ToList();
        return new(
            [.. rows.Select(row => new GridRow(IsSlot(row) ? slots[row / 2] : null))],
            [.. days.Select(day => new GridDay(day.day, [.. rows.Select(row => Cell(day.entries, row, slots))]))]);
    }

    private static List<DayEntry> Cell(IReadOnlyList<DayEntry> entries, int row, IReadOnlyList<SlotRow> slots) =>
        [.. entries.Where(entry => RowOf(entry, slots) == row)];

    /// <summary>Slots have the odd rows; the even ones before, between and after them are for all else.</summary>
    private static int RowOf(DayEntry entry, IReadOnlyList<SlotRow> slots) => entry.Slot is { } slot
        ? (slots.ToList().IndexOf(slot) * 2) + 1
        : slots.Count(earlier => earlier.WallTime <= entry.Time) * 2;

    private static bool IsSlot(int row) => row % 2 == 1;

    private static IEnumerable<DateOnly> Between(DateOnly from, DateOnly to) =>
        Enumerable.Range(0, to.DayNumber - from.DayNumber + 1).Select(from.AddDays);
}
