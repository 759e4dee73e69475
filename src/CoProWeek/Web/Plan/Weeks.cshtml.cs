using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Which weeks are there?</summary>
internal sealed class WeeksModel(CampaignsView campaigns) : PageModel
{
    public IReadOnlyList<CampaignRow> Weeks { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Weeks = await campaigns.AllAsync(stop);
}
