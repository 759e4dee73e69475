using System.Globalization;

namespace CoProWeek.Clock;

/// <summary>Instants as people read them: wall time in a campaign's own zone, which is always said.</summary>
internal sealed class WallClock(string zoneName)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);

    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    /// <summary>"09:00 GMT".</summary>
    public string Time(DateTimeOffset at) => $"{Bare(at)} {ZoneOf(at)}";

    /// <summary>"09:00".</summary>
    public string Bare(DateTimeOffset at) => Local(at).ToString("HH:mm", CultureInfo.InvariantCulture);

    /// <summary>"09:00:30".</summary>
    public string WithSeconds(DateTimeOffset at) => Local(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>"09:00:00.014 GMT".</summary>
    public string Exact(DateTimeOffset at) => $"{Local(at).ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {ZoneOf(at)}";

    /// <summary>"Mon 15 Nov 09:00 GMT".</summary>
    public string DayAndTime(DateTimeOffset at) => $"{Day(DayOf(at))} {Time(at)}";

    /// <summary>"Mon 15 Nov 2027 at 09:00 GMT".</summary>
    public string Whole(DateTimeOffset at) => $"{DayOf(at).ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture)} at {Time(at)}";

    /// <summary>Whether this wall time comes twice, for clocks go back.</summary>
    public bool ComesTwice(DateTimeOffset at) => zone.IsAmbiguousTime(Local(at).DateTime);

    /// <summary>"Mon 15 Nov".</summary>
    public static string Day(DateOnly on) => on.ToString("ddd d MMM", CultureInfo.InvariantCulture);

    /// <summary>"Monday 15 November 2027".</summary>
    public static string LongDay(DateOnly on) => on.ToString("dddd d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>As machines read it, for the <c>time</c> element.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>.NET knows no zone abbreviations: those of the campaign's own islands are said, elsewhere the offset.</summary>
    public string ZoneOf(DateTimeOffset at) => (zoneName, Local(at).Offset) switch
    {
        ("Europe/London" or "Europe/Belfast" or "Europe/Dublin", { Ticks: 0 }) => "GMT",
        ("Europe/London" or "Europe/Belfast", _) => "BST",
        ("Europe/Dublin", _) => "IST",
        (_, { Ticks: 0 }) => "UTC",
        (_, var offset) => $"UTC{(offset < TimeSpan.Zero ? "-" : "+")}{offset:hh\\:mm}",
    };

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);
}
