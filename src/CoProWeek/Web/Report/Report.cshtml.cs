using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Reporting;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>How far did it travel?</summary>
internal sealed class ReportModel(CampaignsView views, CampaignStore campaigns, ReachReports reports, CampaignClock clock) : PageModel
{
    public CampaignRow? Campaign { get; private set; }

    public ReportDays Days { get; private set; } = new(null, null);

    /// <summary>The same as in the file.</summary>
    public IHtmlContent Body { get; private set; } = HtmlString.Empty;

    public async Task<IActionResult> OnGetAsync(string? slug, CancellationToken stop)
    {
        var all = await views.AllAsync(stop);
        Campaign = slug is null ? CampaignRow.Current(all, clock.GetUtcNow()) : all.FirstOrDefault(campaign => campaign.Slug == slug);
        if (Campaign is null || await campaigns.FindAsync(Campaign.Slug, stop) is not { } campaign)
            return slug is null ? Page() : NotFound();
        Days = ReportDays.Read(Request.Query, campaign);
        var report = await reports.MakeAsync(campaign, Days.From, Days.To, stop);
        Body = new HtmlString(await ReachHtml.BodyAsync(report, new RowsBehind(PostsOf)));
        return Page();
    }

    public string FileAt(string ending, bool full = false) => $"/campaigns/{Campaign!.Slug}/report.{ending}{Days.Query(full)}";

    private string PostsOf(string who, DateOnly from, DateOnly to) =>
        new MentionFilter { Who = who, Tagged = true, From = from, To = to }.Address(Campaign!);
}
