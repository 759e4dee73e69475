namespace CoProWeek.Web;

/// <summary>Spans and counts as people say them.</summary>
internal static class InWords
{
    /// <summary>"in 2 h 14 min"; "now" for what is due.</summary>
    public static string Until(TimeSpan span) => span <= TimeSpan.Zero ? "now" : $"in {Span(span)}";

    /// <summary>"2 h 14 min", "12 min", "3 days"; never finer than helps.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => "less than a minute",
        { TotalHours: < 1 } => $"{span.Minutes} min",
        { TotalDays: < 1, Minutes: 0 } => $"{span.Hours} h",
        { TotalDays: < 1 } => $"{span.Hours} h {span.Minutes} min",
        { TotalDays: < 3, Hours: > 0 } => $"{Count(span.Days, "day")} {span.Hours} h",
        { TotalDays: < 21 } => Count(span.Days, "day"),
        _ => Count(span.Days / 7, "week"),
    };

    /// <summary>How long an attempt took: "240 ms", "30.0 s".</summary>
    public static string Took(TimeSpan span) => span.TotalSeconds < 1 ? $"{span.TotalMilliseconds:0} ms" : $"{span.TotalSeconds:0.0} s";

    /// <summary>"1 post", "2 posts", "2 addresses".</summary>
    public static string Count(int n, string one, string? many = null) => $"{n} {(n == 1 ? one : many ?? $"{one}s")}";

    /// <summary>The first words of a text, for a list: its marks for parts and links left out.</summary>
    public static string First(string text, int length = 110)
    {
        var lines = text.Replace("{link}", "", StringComparison.Ordinal).Split('\n').Select(Folded).Where(each => each is not "" and not "---");
        var line = lines.Aggregate("", (said, next) => said is "" ? next : char.IsLetterOrDigit(said[^1]) ? $"{said} · {next}" : $"{said} {next}");
        if (line.Length <= length)
            return line;
        var end = line.LastIndexOf(' ', length);
        if (end < length / 2)
            end = char.IsHighSurrogate(line[length - 1]) ? length - 1 : length;
        return $"{line[..end].TrimEnd(',', ';', ':', '.', '·', ' ')}…";
    }

    private static string Folded(string line) => string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
