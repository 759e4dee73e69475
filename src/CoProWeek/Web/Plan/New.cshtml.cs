using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>How do I set up a week?</summary>
[Authorize(Policy = Access.Manage)]
[RequestSizeLimit(UploadedFile.MostBytes + 64 * 1024)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadedFile.MostBytes + 64 * 1024)]
internal sealed class NewModel(CampaignsView campaigns, CampaignEdits edits, PlanUploads uploads, NetworkList networks, CampaignClock clock) : PageModel
{
    public CampaignForm Form { get; private set; } = new();

    public CampaignRow? Last { get; private set; }

    public async Task OnGetAsync(CancellationToken stop)
    {
        Last = (await campaigns.AllAsync(stop)).FirstOrDefault();
        Form = CampaignForm.Of(NewWeek.After(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime)));
    }

    public async Task<IActionResult> OnPostAsync(CampaignForm form, CancellationToken stop)
    {
        await OnGetAsync(stop);
        Form = form;
        var (campaign, wrong) = form.Read(networks);
        return await TryAsync(wrong, async () =>
        {
            TempData.Say(await edits.SaveAsync(campaign, isNew: true, User.Name(), stop));
            return $"/campaigns/{campaign.Slug}";
        });
    }

    public async Task<IActionResult> OnPostWorkbookAsync(IFormFile? plan, CancellationToken stop)
    {
        await OnGetAsync(stop);
        return await TryAsync([], async () =>
        {
            var (name, bytes) = await UploadedFile.PlanAsync(plan, stop);
            return $"/plan-uploads/{await uploads.AddAsync(User.PersonId(), slug: null, name, bytes, stop)}";
        });
    }

    private async Task<IActionResult> TryAsync(IReadOnlyList<string> wrong, Func<Task<string>> act)
    {
        ModelState.Clear();
        foreach (var each in wrong)
            ModelState.AddModelError("", each);
        try
        {
            if (ModelState.IsValid)
                return Redirect(await act());
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
        }
        return Page();
    }
}
