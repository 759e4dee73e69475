using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>The red button: what would it do, is it meant, and what has it done?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class StopModel(StopAll button, StopView view, CampaignsView campaigns, CampaignClock clock) : PageModel
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public Stopped? Standing { get; private set; }

    public StopCount Count { get; private set; } = null!;

    public CampaignRow? Campaign { get; private set; }

    public WallClock Clock => Campaign?.Clock ?? new WallClock("Etc/UTC");

    public string Why { get; private set; } = "";

    /// <summary>The first press was made, with a reason: what is left is the second.</summary>
    public bool Asked { get; private set; }

    public async Task OnGetAsync(string? why, CancellationToken stop)
    {
        Why = why?.Trim() ?? "";
        Asked = Why is not "";
        Standing = await button.StandingAsync(stop);
        Campaign = CampaignRow.Current(await campaigns.AllAsync(stop), Now);
        Count = await view.CountAsync(Now, Standing?.SetAt ?? Now, stop);
    }

    public async Task<IActionResult> OnPostSetAsync(string? why, CancellationToken stop)
    {
        try
        {
            // Begun is seen through: a red button that was pressed must not be lost with the connection.
            TempData.Say(await button.SetAsync(why ?? "", User.Name(), CancellationToken.None)
                ? "Everything is stopped. Nothing new is sent until somebody lifts this."
                : "Everything was stopped already.");
            return RedirectToPage();
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
        }
        await OnGetAsync(why, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostLiftAsync(CancellationToken stop)
    {
        TempData.Say(await button.LiftAsync(User.Name(), stop)
            ? "Posts go out again. What fell due meanwhile goes out one after another, unless it is too late for it."
            : "Nothing was stopped.");
        return RedirectToPage();
    }
}
