using CoProWeek.Campaigns;
using CoProWeek.Clock;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What does somebody sign who has no account?</summary>
internal sealed class PrintModel(CampaignsView view, CampaignStore campaigns, PostStore posts, PostsView planned, CampaignClock clock) : PageModel
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public CampaignRow? Row { get; private set; }

    public IReadOnlyList<PrintDay> Days { get; private set; } = [];

    /// <summary>Posts that are not on the sheet.</summary>
    public int Elsewhere { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        Row = (await view.AllAsync(stop)).FirstOrDefault(row => row.Slug == slug);
        if (Row is null || await campaigns.FindAsync(slug, stop) is not { } campaign)
            return NotFound();
        var all = await posts.ListAsync(campaign, day: null, stop);
        var (slots, plan) = (await view.SlotsAsync(Row.Id, stop), await planned.OfCampaignAsync(Row.Id, stop));
        Days = PrintDay.Of(campaign, all, day => [.. DayPlan.Of(day, Row, slots, plan).Where(entry => entry.IsGap)]);
        Elsewhere = all.Count - Days.Sum(day => day.Posts.Count);
        return Page();
    }
}
