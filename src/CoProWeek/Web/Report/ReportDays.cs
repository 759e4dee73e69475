using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Reporting;

namespace CoProWeek.Web;

/// <summary>Which days a report is asked for, as its address says; what cannot be read or answered is left out.</summary>
internal sealed record ReportDays(DateOnly? From, DateOnly? To)
{
    public static ReportDays Read(IQueryCollection query, Campaign campaign)
    {
        var asked = new ReportDays(Day(query["from"]), Day(query["to"]));
        return ReportSpan.Problem(campaign, asked.From, asked.To) is null ? asked : new ReportDays(null, null);
    }

    /// <summary>Whether it is asked for with other people's handles and words.</summary>
    public static bool IsFull(IQueryCollection query) => query["names"] == "yes";

    /// <summary>The same days in another address.</summary>
    public string Query(bool full) => QueryString.Create(
        new[] { KeyValuePair.Create("from", Text(From)), KeyValuePair.Create("to", Text(To)), KeyValuePair.Create("names", full ? "yes" : null) }.Where(each => each.Value is not null)).ToString();

    private static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
