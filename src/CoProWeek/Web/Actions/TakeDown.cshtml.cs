using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Is this post to be deleted from X, and why?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class TakeDownModel(PostView view, PostStore posts, TakeDown takeDown, CampaignsView campaigns) : PageModel
{
    public PostRow Post { get; private set; } = null!;

    public CampaignRow Campaign { get; private set; } = null!;

    /// <summary>Where it is out: the newest delivery on each account.</summary>
    public IReadOnlyList<DeliveryRow> Out { get; private set; } = [];

    public IReadOnlyList<PartRow> Parts { get; private set; } = [];

    public string? Account { get; private set; }

    public string? Why { get; private set; }

    public async Task<IActionResult> OnGetAsync(long id, string? account, CancellationToken stop)
    {
        if (await view.PostAsync(id, stop) is not { } post)
            return NotFound();
        (Post, Account) = (post, account);
        Campaign = (await campaigns.AllAsync(stop)).First(campaign => campaign.Id == post.CampaignId);
        Out = [.. (await view.DeliveriesAsync(id, stop)).DistinctBy(delivery => delivery.Handle).Where(delivery => delivery.CanBeTakenDown)];
        Parts = [.. (await view.PartsAsync(id, stop)).Where(part => part.SentAt is not null && Out.Any(delivery => delivery.Id == part.DeliveryId))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long id, string? account, string? why, bool sure, CancellationToken stop)
    {
        if (await posts.FindAsync(id, stop) is not { } post)
            return NotFound();
        try
        {
            if (!sure)
                throw new RefusedException("Tick that you are sure: what is deleted from X cannot be put back.");
            // A browser that goes away does not stop it half way.
            var gone = await takeDown.RemoveAsync(post, account is "" ? null : account, why ?? "", User.Name(), CancellationToken.None);
            TempData.Say(string.Join(" ", gone.Select(delivery => delivery.IsByHand ? $"Noted: it is gone from {delivery.Name}." : $"Taken down: it is gone from X as {delivery.Name}.")));
            return Redirect($"/posts/{id}");
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
        }
        Why = why;
        return await OnGetAsync(id, account, stop);
    }
}
