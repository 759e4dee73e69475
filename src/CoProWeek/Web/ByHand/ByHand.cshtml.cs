using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What is to be put there by hand, and has somebody done it?</summary>
[PostsNeed(Access.Write)]
internal sealed class ByHandModel(ByHandView view, HandOverRows rows, HandedOver hand, PostStore posts, CampaignsView campaigns, CampaignClock clock) : PageModel
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public ToPost Due { get; private set; } = null!;

    public CampaignRow Campaign { get; private set; } = null!;

    public IReadOnlyList<HandedPicture> Pictures { get; private set; } = [];

    /// <summary>What was typed, kept when it was refused.</summary>
    public string? Link { get; private set; }

    public string? Why { get; private set; }

    /// <summary>An author says what became of what was handed over; what still waits in the queue is a manager's.</summary>
    public bool MayAnswer => Due.IsOpen && (Due.IsHandedOver ? User.May(Access.Write) : User.May(Access.Manage));

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken stop)
    {
        if (await view.FindAsync(id, stop) is not { } due || await posts.FindAsync(due.PostId, stop) is not { } post)
            return NotFound();
        Due = due;
        Campaign = (await campaigns.AllAsync(stop)).First(campaign => campaign.Id == post.CampaignId);
        Pictures = await rows.PicturesAsync(id, stop);
        return Page();
    }

    public Task<IActionResult> OnPostPostedAsync(long id, string? link, CancellationToken stop)
    {
        Link = link;
        return AnswerAsync(id, due => $"Kept as posted on {due.Handle}{(string.IsNullOrWhiteSpace(link) ? ", without a link" : ", with its link")}.",
            () => hand.PostedAsync(id, link ?? "", early: User.May(Access.Manage), User.Name(), stop), stop);
    }

    public Task<IActionResult> OnPostSkippedAsync(long id, string? why, CancellationToken stop)
    {
        Why = why;
        return AnswerAsync(id, due => $"Skipped: it is not posted on {due.Handle}.", () => hand.SkippedAsync(id, why ?? "", User.Name(), stop), stop);
    }

    private async Task<IActionResult> AnswerAsync(long id, Func<ToPost, string> done, Func<Task> answer, CancellationToken stop)
    {
        if (await view.FindAsync(id, stop) is not { } due)
            return NotFound();
        try
        {
            await answer();
            TempData.Say(done(due));
            return LocalRedirect($"/posts/{due.PostId}");
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
        }
        return await OnGetAsync(id, stop);
    }
}
