using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace CoProWeek.Web;

/// <summary>Who should approve this post?</summary>
[Authorize(Policy = Access.Write)]
internal sealed class AskModel(ApprovalLinks links, PeopleStore people, CampaignsView campaigns, PostView view, IOptions<MailOptions> mail) : PageModel
{
    public CampaignRow Campaign { get; private set; } = null!;

    public PostRow Post { get; private set; } = null!;

    /// <summary>Whom this person may ask.</summary>
    public IReadOnlyList<Person> People { get; private set; } = [];

    public bool HasMail => mail.Value.IsConfigured();

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken stop) => await ReadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long id, long? person, CancellationToken stop)
    {
        if (!await ReadAsync(id, stop))
            return NotFound();
        try
        {
            var asked = People.FirstOrDefault(one => one.Id == person) ?? throw new RefusedException("Choose whom to ask.");
            await links.AskAsync(id, asked, User.Name(), stop);
            TempData.Say($"{asked.Name} is being asked by mail ({asked.Email}). The history here shows when it is approved.");
            return Redirect($"/posts/{id}");
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
            return Page();
        }
    }

    private async Task<bool> ReadAsync(long id, CancellationToken stop)
    {
        if (await view.PostAsync(id, stop) is not { } post)
            return false;
        Post = post;
        Campaign = (await campaigns.AllAsync(stop)).First(campaign => campaign.Id == post.CampaignId);
        People = [.. (await people.AllAsync(stop)).Where(MayBeAsked)];
        return true;
    }

    /// <summary>A link approves, so only a manager may give one to whom he likes: an author's goes to a manager.</summary>
    private bool MayBeAsked(Person person) =>
        person.LeftAt is null && person.Id != User.PersonId() && (person.Role is Roles.Manager || User.May(Access.Manage));
}
