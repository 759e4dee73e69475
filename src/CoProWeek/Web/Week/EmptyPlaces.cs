namespace CoProWeek.Web;

/// <summary>The empty places in one line: "No vision on Wednesday or Friday".</summary>
internal static class EmptyPlaces
{
    public static string InWords(WeekGrid grid)
    {
        var gaps = grid.Days.SelectMany(day => day.Cells).SelectMany(cell => cell).Where(entry => entry.IsGap);
        return string.Join("; ", gaps.GroupBy(gap => gap.Slot!.Name).Select(slot =>
            $"no {slot.Key.ToLowerInvariant()} {On([.. slot.Select(gap => gap.Day!.Value).Distinct().Order()], grid.Days.Count)}"));
    }

    private static string On(List<DateOnly> days, int ofDays)
    {
        if (days.Count == ofDays && ofDays > 2)
            return "on any day";
        var names = days.ConvertAll(day => ofDays > 7 ? Clock.WallClock.Day(day) : $"{day.DayOfWeek}");
        return names is [.. var first, var last] && first.Count > 0 ? $"on {string.Join(", ", first)} or {last}" : $"on {names[0]}";
    }
}
