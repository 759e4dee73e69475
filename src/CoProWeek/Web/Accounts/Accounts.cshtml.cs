using CoProWeek.Clock;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What are our accounts, and can each of them post?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class AccountsModel(AccountsView view, CampaignsView campaigns, CampaignClock clock) : PageModel
{
    public IReadOnlyList<AccountStanding> Accounts { get; private set; } = [];

    public WallClock Clock { get; private set; } = new("Etc/UTC");

    public async Task OnGetAsync(CancellationToken stop)
    {
        Accounts = await view.AllAsync(stop);
        Clock = CampaignRow.Current(await campaigns.AllAsync(stop), clock.GetUtcNow())?.Clock ?? Clock;
    }
}
