using CoProWeek.Alerts;
using CoProWeek.Clock;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>If a post did not go out, who would be told, and is that known to work?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class AlertsModel(AlertsView view, CampaignsView campaigns, CampaignClock clock) : PageModel
{
    public AlertStanding Standing { get; private set; } = null!;

    public WallClock Clock { get; private set; } = new("Etc/UTC");

    public async Task OnGetAsync(CancellationToken stop)
    {
        Standing = await view.StandingAsync(stop);
        Clock = CampaignRow.Current(await campaigns.AllAsync(stop), clock.GetUtcNow())?.Clock ?? Clock;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var tested = await view.TestAsync(User.Name(), stop);
        var taken = tested.Count(test => test.Ok);
        TempData.Say(tested.Count == 0 ? "Nothing could be tested: no way to be told is configured."
            : $"{taken} of {InWords.Count(tested.Count, "test")} {(taken == 1 ? "was" : "were")} taken. Now open the link in it and press the button there: only that proves that it arrives.");
        return Redirect("/alerts");
    }
}
