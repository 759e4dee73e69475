using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>How far did it travel?</summary>
internal sealed class ReportModel(CampaignsView views, CampaignStore campaigns, ReachReports reports, CampaignClock clock) : PageModel
{
    public CampaignRow? Campaign { get; private set; }

    public ReportDays Days { get; private set; } = new(null, null);

    /// <summary>The days that it shows.</summary>
    public ReportSpan? Span { get; private set; }

    /// <summary>Weeks that may stand beside this one.</summary>
    public IReadOnlyList<Campaign> Earlier { get; private set; } = [];

    /// <summary>The posts of the week beside this one: of the days that answer to these.</summary>
    public (string Name, string Address)? Beside { get; private set; }

    /// <summary>The same as in the file.</summary>
    public IHtmlContent Body { get; private set; } = HtmlString.Empty;

    /// <summary>How many a file with every post holds.</summary>
    public int Posts { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? slug, CancellationToken stop)
    {
        var all = await views.AllAsync(stop);
        Campaign = slug is null ? CampaignRow.Current(all, clock.GetUtcNow()) : all.FirstOrDefault(campaign => campaign.Slug == slug);
        if (Campaign is null || await campaigns.FindAsync(Campaign.Slug, stop) is not { } campaign)
            return slug is null ? Page() : NotFound();
        Days = ReportDays.Read(Request.Query, campaign);
        Earlier = all.Count > 1 ? ReportDays.Earlier(await campaigns.ListAsync(stop), campaign) : [];
        var report = await reports.MakeAsync(campaign, Days.From, Days.To, stop, Days.Beside(Earlier));
        Span = report.Span;
        if (report.Team.SameAge is { } beside)
            Beside = (beside.Earlier.Name, MentionFilter.Of(new PostsBehind(beside.Span.From, beside.Span.To)).Address(all.Single(row => row.Slug == beside.Earlier.Slug)));
        Body = new HtmlString(await ReachHtml.BodyAsync(report, new RowsBehind(posts => MentionFilter.Of(posts).Address(Campaign))
        {
            Chart = ChartAt,
            Words = User.May(Access.Manage) ? $"/campaigns/{Campaign.Slug}/report/words" : null,
            Plan = $"/campaigns/{Campaign.Slug}",
            Answers = question => $"/campaigns/{Campaign.Slug}/report/answers?question={question}",
        }));
        Posts = (int)(report.Figures.Posts.Main.Value ?? 0);
        return Page();
    }

    public string FileAt(FileForm form, bool full = false) => $"/campaigns/{Campaign!.Slug}/report{form.Ending}{Days.Query(full)}";

    /// <summary>Without names, so that it may stand in any page.</summary>
    private string ChartAt(string chart) => $"/campaigns/{Campaign!.Slug}/report/charts/{chart}.svg{Days.Query(full: false)}";
}
