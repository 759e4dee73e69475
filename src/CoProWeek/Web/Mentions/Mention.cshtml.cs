using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Networks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What did somebody say, and what do we make of it?</summary>
[PostsNeed(Access.Manage)]
internal sealed class MentionModel(CampaignsView campaigns, MentionsView mentions, MarkDesk marks, Featuring featuring, Remover remover, NetworkList networks) : PageModel
{
    public NetworkList Networks => networks;

    public CampaignRow Campaign { get; private set; } = null!;

    public MentionRow Mention { get; private set; } = null!;

    /// <summary>Who of us can have answered.</summary>
    public IReadOnlyList<string> Us { get; private set; } = [];

    /// <summary>"post" or "author", as it was asked for.</summary>
    public string? What { get; private set; }

    public string? Why { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, long id, CancellationToken stop)
    {
        if (!await OpenAsync(slug, id, stop))
            return NotFound();
        Us = await marks.UsAsync(slug, stop);
        return Page();
    }

    public Task<IActionResult> OnPostHideAsync(string slug, long id, CancellationToken stop) => DoAsync(slug, id, () => marks.HideAsync(id, User.Name(), stop), stop);

    public Task<IActionResult> OnPostShowAsync(string slug, long id, CancellationToken stop) => DoAsync(slug, id, () => marks.ShowAsync(id, User.Name(), stop), stop);

    public Task<IActionResult> OnPostAnsweredAsync(string slug, long id, string? who, CancellationToken stop) =>
        DoAsync(slug, id, () => marks.AnswerAsync(slug, id, who ?? "", User.Name(), stop), stop);

    public Task<IActionResult> OnPostUnansweredAsync(string slug, long id, CancellationToken stop) => DoAsync(slug, id, () => marks.UnanswerAsync(id, User.Name(), stop), stop);

    /// <summary>A draft is made, and shown to be worked on.</summary>
    public async Task<IActionResult> OnPostFeatureAsync(string slug, long id, CancellationToken stop)
    {
        if (!await OpenAsync(slug, id, stop))
            return NotFound();
        try
        {
            var post = Mention.FeaturedId ?? await featuring.DraftAsync(slug, Mention, User.Name(), stop);
            TempData.Say("A draft with credit to its author. Ask them, give it a day, and approve it: until then it goes nowhere.");
            return Redirect($"/posts/{post}/edit");
        }
        catch (RefusedException e)
        {
            return await RefuseAsync(e, slug, id, stop);
        }
    }

    public async Task<IActionResult> OnPostRemoveAsync(string slug, long id, string? what, string? why, bool sure, CancellationToken stop)
    {
        if (!await OpenAsync(slug, id, stop))
            return NotFound();
        try
        {
            if (string.IsNullOrWhiteSpace(why))
                throw new RefusedException("Say why it is removed: the history has to say who asked, and how.");
            if (!sure)
                throw new RefusedException("Tick that you are sure: what is wiped cannot be put back.");
            var isAuthor = what is "author" && !Mention.IsOurs && Mention.Handle is not "";
            // A browser that goes away does not stop it half way.
            var removed = await remover.RemoveAsync(isAuthor ? $"@{Mention.Handle}" : $"{Mention.RemoteId}", why.Trim(), User.Name(), CancellationToken.None);
            TempData.Say(removed is null
                ? "Nothing of it is held any more."
                : $"Removed for good: {InWords.Count(removed.Posts, "post")}.{(isAuthor ? " What they post later is not kept either." : "")}{removed.StillToDo}");
            return Redirect($"/campaigns/{slug}/mentions");
        }
        catch (RefusedException e)
        {
            (What, Why) = (what, why);
            return await RefuseAsync(e, slug, id, stop);
        }
    }

    private async Task<IActionResult> DoAsync(string slug, long id, Func<Task<string>> act, CancellationToken stop)
    {
        if (!await OpenAsync(slug, id, stop))
            return NotFound();
        try
        {
            TempData.Say(await act());
            return RedirectToPage();
        }
        catch (RefusedException e)
        {
            return await RefuseAsync(e, slug, id, stop);
        }
    }

    private async Task<IActionResult> RefuseAsync(RefusedException refused, string slug, long id, CancellationToken stop)
    {
        ModelState.AddModelError("", refused.Message);
        return await OnGetAsync(slug, id, stop);
    }

    private async Task<bool> OpenAsync(string slug, long id, CancellationToken stop)
    {
        if ((await campaigns.AllAsync(stop)).FirstOrDefault(campaign => campaign.Slug == slug) is not { } campaign || await mentions.OneAsync(campaign, id, stop) is not { } mention)
            return false;
        (Campaign, Mention) = (campaign, mention);
        return true;
    }
}
