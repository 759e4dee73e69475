using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Reporting;

namespace CoProWeek.Web;

/// <summary>Which days a report is asked for and which earlier week beside them, as its address says; what cannot be read or answered is left out.</summary>
internal sealed record ReportDays(DateOnly? From, DateOnly? To, string? Against = null)
{
    /// <summary>Days were given that cannot be: the campaign's own stand in their place.</summary>
    public bool AreRefused { get; init; }

    public static ReportDays Read(IQueryCollection query, Campaign campaign)
    {
        var asked = new ReportDays(Day(query["from"]), Day(query["to"]), query["against"].ToString() is { Length: > 0 } against ? against : null);
        return ReportSpan.Problem(campaign, asked.From, asked.To) is null ? asked : asked with { From = null, To = null, AreRefused = true };
    }

    /// <summary>Whether it is asked for with other people's handles and words.</summary>
    public static bool IsFull(IQueryCollection query) => query["names"] == "yes";

    /// <summary>The weeks that may stand beside this one, the newest first.</summary>
    public static IReadOnlyList<Campaign> Earlier(IEnumerable<Campaign> all, Campaign campaign) => [.. all.Where(one => one.WeekFrom < campaign.WeekFrom)];

    /// <summary>The one that was asked for, if it may.</summary>
    public Campaign? Beside(IEnumerable<Campaign> earlier) => earlier.FirstOrDefault(one => one.Slug == Against);

    /// <summary>The same days in another address.</summary>
    public string Query(bool full) => QueryString.Create(
        new[] { KeyValuePair.Create("from", Text(From)), KeyValuePair.Create("to", Text(To)), KeyValuePair.Create("against", Against), KeyValuePair.Create("names", full ? "yes" : null) }
            .Where(each => each.Value is not null)).ToString();

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
