using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CoProWeek.Web;

/// <summary>
/// Do you approve this post? For whoever holds the link, signed in or not. Opening it changes nothing, for mail programs open links
/// too; only the button approves.
/// </summary>
[AllowAnonymous, EnableRateLimiting(Doors.Limit)]
internal sealed class ApproveModel(ApprovalLinks links, PostView view, CampaignClock clock) : PageModel
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Null when there is no such link.</summary>
    public ApprovalLink? Link { get; private set; }

    public IReadOnlyList<Preview> Previews { get; private set; } = [];

    public async Task OnGetAsync(string token, CancellationToken stop)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        Link = await links.FindAsync(token, stop);
        if (Link is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
        else if (Link.Refusal is null || Link.HasApproved)
            Previews = await LooksAsync(Link.Post.Id, stop);
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken stop)
    {
        try
        {
            await links.ApproveAsync(token, stop);
        }
        catch (RefusedException)
        {
            // The page says why: it asks the same question anew.
        }
        // Not by the page's name: routing writes addresses in lower case, and a token minds.
        return LocalRedirect($"/approve/{Uri.EscapeDataString(token)}");
    }

    private async Task<IReadOnlyList<Preview>> LooksAsync(long id, CancellationToken stop) =>
        await view.PostAsync(id, stop) is { } post
            ? Preview.Of(post, await view.AccountsAsync(id, stop), [], [], await view.PicturesAsync(id, stop))
            : [];
}
