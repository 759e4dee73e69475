using System.Globalization;
using CoProWeek.Clock;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What goes out on each day from the run-up to the follow-up?</summary>
internal sealed class MonthModel(CampaignsView campaigns, PostsView posts, CampaignClock clock) : PageModel
{
    private ILookup<DateOnly, PlannedPost> byDay = Array.Empty<PlannedPost>().ToLookup(_ => default(DateOnly));

    public CampaignRow Campaign { get; private set; } = null!;

    public DateOnly Today => Campaign.Clock.DayOf(clock.GetUtcNow());

    /// <summary>The Monday of the week in which the campaign begins to run.</summary>
    public DateOnly FirstDay => Campaign.RunsFrom.AddDays(-(((int)Campaign.RunsFrom.DayOfWeek + 6) % 7));

    /// <summary>Whole weeks, Monday to Sunday, so that the first and the last may have days on which nothing can stand.</summary>
    public IEnumerable<DateOnly[]> Weeks
    {
        get
        {
            for (var monday = FirstDay; monday <= Campaign.RunsTo; monday = monday.AddDays(7))
                yield return [.. Enumerable.Range(0, 7).Select(monday.AddDays)];
        }
    }

    public bool HasNothing => byDay.Count == 0;

    public IEnumerable<PlannedPost> On(DateOnly day) => byDay[day];

    /// <summary>How a day's cell looks.</summary>
    public string LooksOf(DateOnly day) => string.Join(' ', new[]
    {
        Runs(day) || byDay.Contains(day) ? "month-in" : "month-out",
        byDay.Contains(day) ? "" : "month-empty",
        Campaign.WeekFrom <= day && day <= Campaign.WeekTo ? "month-week" : "",
        day == Today ? "month-today" : "",
    }.Where(name => name != ""));

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        if ((await campaigns.AllAsync(stop)).FirstOrDefault(campaign => campaign.Slug == slug) is not { } campaign)
            return NotFound();
        Campaign = campaign;
        byDay = (await posts.OfCampaignAsync(Campaign.Id, stop)).Where(post => post.SlotOn is not null).OrderBy(post => post.SlotAt).ToLookup(post => post.SlotOn!.Value);
        return Page();
    }

    public static string ShortDay(DateOnly day) => day.ToString("d MMM", CultureInfo.InvariantCulture);

    private bool Runs(DateOnly day) => Campaign.RunsFrom <= day && day <= Campaign.RunsTo;
}
