using System.Globalization;
using CoProWeek.Clock;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What goes out on each day of a month, run-up and follow-up among them?</summary>
internal sealed class MonthModel(CampaignsView campaigns, PostsView posts, CampaignClock clock) : PageModel
{
    private ILookup<DateOnly, PlannedPost> byDay = Array.Empty<PlannedPost>().ToLookup(_ => default(DateOnly));

    public CampaignRow Campaign { get; private set; } = null!;

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; private set; }

    public DateOnly Today => Campaign.Clock.DayOf(clock.GetUtcNow());

    public string Title => Month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public DateOnly? Earlier => Month > FirstOf(Campaign.RunsFrom) ? Month.AddMonths(-1) : null;

    public DateOnly? Later => Month < FirstOf(Campaign.RunsTo) ? Month.AddMonths(1) : null;

    /// <summary>Whole weeks, Monday to Sunday, so that the first and the last may lend days of its neighbours.</summary>
    public IEnumerable<DateOnly[]> Weeks
    {
        get
        {
            var monday = Month.AddDays(-(((int)Month.DayOfWeek + 6) % 7));
            for (; monday < Month.AddMonths(1); monday = monday.AddDays(7))
                yield return [.. Enumerable.Range(0, 7).Select(monday.AddDays)];
        }
    }

    public bool Runs(DateOnly day) => Campaign.RunsFrom <= day && day <= Campaign.RunsTo;

    public IEnumerable<PlannedPost> On(DateOnly day) => byDay[day];

    /// <summary>How a day's cell looks.</summary>
    public string LooksOf(DateOnly day) => string.Join(' ', new[]
    {
        Runs(day) || byDay.Contains(day) ? "month-in" : "month-out",
        byDay.Contains(day) ? "" : "month-empty",
        Campaign.WeekFrom <= day && day <= Campaign.WeekTo ? "month-week" : "",
        day == Today ? "month-today" : "",
    }.Where(name => name != ""));

    public string LinkTo(DateOnly month) => $"/campaigns/{Campaign.Slug}/month?of={Name(month)}";

    public async Task<IActionResult> OnGetAsync(string slug, string? of, CancellationToken stop)
    {
        if ((await campaigns.AllAsync(stop)).FirstOrDefault(campaign => campaign.Slug == slug) is not { } campaign)
            return NotFound();
        Campaign = campaign;
        var wanted = DateOnly.TryParseExact(of, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) ? asked
            : Runs(Today) ? Today : Campaign.WeekFrom;
        Month = new[] { FirstOf(Campaign.RunsFrom), FirstOf(wanted), FirstOf(Campaign.RunsTo) }.Order().ElementAt(1);
        byDay = (await posts.OfCampaignAsync(Campaign.Id, stop)).Where(post => post.SlotOn is not null).OrderBy(post => post.SlotAt).ToLookup(post => post.SlotOn!.Value);
        return Page();
    }

    public static string Name(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string ShortDay(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    private static DateOnly FirstOf(DateOnly day) => new(day.Year, day.Month, 1);
}
