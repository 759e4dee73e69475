namespace CoProWeek.Reporting;

/// <summary>Where a reader finds the posts behind a figure; there is none for a file.</summary>
/// <param name="Address">Of a list: "all", "ours" or "others", from a day to a day.</param>
internal sealed record RowsBehind(Func<string, DateOnly, DateOnly, string> Address);
