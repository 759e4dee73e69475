using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Networks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What do people say?</summary>
internal sealed class MentionsModel(CampaignsView campaigns, MentionsView mentions, WatchStore watches, NetworkList networks, CampaignClock clock) : PageModel
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public NetworkList Networks => networks;

    public CampaignRow? Campaign { get; private set; }

    public MentionFilter Filter { get; private set; } = new();

    public IReadOnlyList<MentionRow> Found { get; private set; } = [];

    public IReadOnlyList<Watch> Watches { get; private set; } = [];

    public HeldRow? Held { get; private set; }

    /// <summary>Null on a page of older ones or of some: only the newest of all come by themselves.</summary>
    public Live? Live { get; private set; }

    /// <summary>Where older ones are; null on the last page.</summary>
    public string? Older { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? slug, CancellationToken stop)
    {
        var all = await campaigns.AllAsync(stop);
        Campaign = slug is null ? CampaignRow.Current(all, Now) : all.FirstOrDefault(campaign => campaign.Slug == slug);
        if (Campaign is null)
            return slug is null ? Page() : NotFound();
        Filter = MentionFilter.Read(Request.Query);
        var found = await mentions.FindAsync(Campaign, Filter, stop);
        Found = [.. found.Take(MentionsView.PageSize)];
        Older = found.Count > MentionsView.PageSize ? Filter.Address(Campaign, Found[^1].Cursor) : null;
        Watches = await watches.OfCampaignAsync(Campaign.Id, stop);
        Held = await mentions.HeldAsync(Campaign.Id, Now, stop);
        Live = Filter == new MentionFilter() ? Live.Of(HttpContext, clock) : null;
        return Page();
    }
}
