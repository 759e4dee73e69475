using CoProWeek.Campaigns;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Ties;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Who answers, quotes and names whom?</summary>
internal sealed class TiesModel(CampaignsView views, CampaignStore campaigns, TieStore ties) : PageModel
{
    private ReportDays days = new(null, null);

    public CampaignRow Campaign { get; private set; } = null!;

    public ReportSpan Span { get; private set; } = null!;

    /// <summary>With other people's handles.</summary>
    public bool IsFull { get; private set; }

    public TieSums Sums { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        if ((await views.AllAsync(stop)).FirstOrDefault(one => one.Slug == slug) is not { } row || await campaigns.FindAsync(slug, stop) is not { } campaign)
            return NotFound();
        days = ReportDays.Read(Request.Query, campaign);
        (Campaign, Span, IsFull) = (row, ReportSpan.Of(campaign, days.From, days.To), ReportDays.IsFull(Request.Query));
        Sums = await ties.ReadAsync(campaign, Span, stop);
        return Page();
    }

    /// <summary>This page, or its file, of the same days.</summary>
    public string At(string page, bool full) => $"/campaigns/{Campaign.Slug}/{page}{days.Query(full)}";
}
