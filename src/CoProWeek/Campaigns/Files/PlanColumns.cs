namespace CoProWeek.Campaigns.Files;

/// <summary>The plan's columns by name.</summary>
internal static class PlanColumns
{
    public const string Id = "id";
    public const string Day = "day";
    public const string Date = "date";
    public const string Time = "time";
    public const string Kind = "kind";
    public const string Text = "text";
    public const string Link = "link";
    public const string Media = "media";
    public const string Alt = "alt";
    public const string PostTo = "post to";
    public const string Latest = "latest";
    public const string Credit = "credit";
    public const string Permission = "permission";
    public const string Status = "status";
    public const string Notes = "notes";

    /// <summary>In the order they are exported.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Id, Day, Date, Time, Kind, Text, Link, Media, Alt, PostTo, Latest, Credit, Permission, Status, Notes];

    /// <summary>Without these a file is no plan.</summary>
    public static IReadOnlyList<string> Required { get; } = [Id, Date, Kind, Text];

    /// <summary>The column of an account's own words: "text (ScotCoPro)".</summary>
    public static string OwnText(string handle) => $"{Text} ({handle})";

    /// <summary>The handle in such a column's name, or null.</summary>
    public static string? HandleOf(string column) =>
        column.StartsWith(Text, StringComparison.OrdinalIgnoreCase)
        && column[Text.Length..].Trim() is ['(', .. var handle, ')'] && handle.Trim() is not ""
            ? handle.Trim().TrimStart('@')
            : null;

    public static bool IsKnown(string column) =>
        All.Contains(column, StringComparer.OrdinalIgnoreCase) || HandleOf(column) is not null;
}
