using System.Globalization;
using System.Text.RegularExpressions;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Campaigns;

/// <summary>The "latest" of a plan: a wall time on the post's day, or a span after its slot.</summary>
internal sealed partial record Latest
{
    public const string Expected = "a time such as 20:00, or a span such as 30m or 2h";

    private Latest()
    {
    }

    public TimeOnly? WallTime { get; private init; }

    public TimeSpan? Span { get; private init; }

    /// <summary>Reads a time or a span; null when the text is neither.</summary>
    public static Latest? Read(string text)
    {
        if (SpanText().Match(text.Trim()) is { Success: true } match)
            return FromSpan(Number(match, "h"), Number(match, "m"));
        return TimeCell.Read(text) is { } time ? new Latest { WallTime = time } : null;
    }

    /// <summary>As it is kept and exported: "20:00", "2h" or "90m".</summary>
    public override string ToString() => (WallTime, Span) switch
    {
        ({ } time, _) => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        (_, { Minutes: 0 } span) => $"{(int)span.TotalHours}h",
        (_, { } span) => $"{(int)span.TotalMinutes}m",
        _ => "",
    };

    private static Latest? FromSpan(int hours, int minutes)
    {
        var span = TimeSpan.FromMinutes(hours * 60 + minutes);
        return span > TimeSpan.Zero && span <= TimeSpan.FromDays(7) ? new Latest { Span = span } : null;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^(?=.)(?:(?<h>\d{1,4})\s*(?:h|hours?))?\s*(?:(?<m>\d{1,5})\s*(?:m|min|minutes?))?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex SpanText();
}
