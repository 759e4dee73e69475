using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Networks.X;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CoProWeek.Web;

/// <summary>What has it cost, what will it cost, and is there a limit?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class SpendingModel(
    MoneyView money, SpendTotals totals, CampaignsView campaigns, CampaignStore plans, PostStore posts, NetworkList networks, AccountPauses pauses,
    IOptions<XOptions> x, CampaignClock clock) : PageModel
{
    public CampaignRow? Campaign { get; private set; }

    public MoneyStanding Money { get; private set; } = null!;

    public IReadOnlyList<Spent> Rows { get; private set; } = [];

    public PlanForecast ToGo { get; private set; } = new(0, 0);

    public XPrices Prices => x.Value.Prices;

    public WallClock Clock => Campaign?.Clock ?? new WallClock("Etc/UTC");

    public async Task OnGetAsync(CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        Campaign = CampaignRow.Current(await campaigns.AllAsync(stop), now);
        Money = await money.ReadAsync(Campaign?.Id, stop);
        if (Campaign is null)
            return;
        Rows = await totals.OfCampaignAsync(Campaign.Id, stop);
        ToGo = PlanCost.ToGo(await posts.ListAsync(await plans.NamedOrOnlyAsync(Campaign.Slug, stop), stop: stop), networks, now);
    }

    /// <summary>A person has topped up: X is asked again, and what was held goes on.</summary>
    public async Task<IActionResult> OnPostAskAgainAsync(long account, CancellationToken stop)
    {
        var moved = await pauses.ReleaseAsync(account, User.Name(), stop);
        TempData.Say($"X is asked again. {(moved == 0 ? "No post was held." : $"{InWords.Count(moved, "post")} back in the queue. What is past its latest time is marked missed.")}");
        return RedirectToPage();
    }
}
