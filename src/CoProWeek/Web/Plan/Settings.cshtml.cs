using CoProWeek.Campaigns;
using CoProWeek.Networks;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>How is this week set up?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class SettingsModel(CampaignsView view, CampaignStore campaigns, CampaignEdits edits, NetworkList networks) : PageModel
{
    public CampaignForm Form { get; private set; } = new();

    public CampaignRow? Row { get; private set; }

    /// <summary>The settings as they were when the form was opened.</summary>
    public string Version { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        Row = (await view.AllAsync(stop)).FirstOrDefault(row => row.Slug == slug);
        if (Row is null || await campaigns.FindAsync(slug, stop) is not { } campaign)
            return NotFound();
        (Form, Version) = (CampaignForm.Of(campaign), CampaignVersion.Of(campaign));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CampaignForm form, string? version, CancellationToken stop)
    {
        if (await OnGetAsync(slug, stop) is NotFoundResult missing)
            return missing;
        Form = form;
        form.Slug = slug;
        ModelState.Clear();
        if (version != Version)
            ModelState.AddModelError("", "Somebody else changed these settings while you did. Nothing was saved. What you chose stands here still: compare it with the week as it is now, then save again to put yours over it.");
        var (campaign, wrong) = form.Read(networks);
        foreach (var each in wrong)
            ModelState.AddModelError("", each);
        try
        {
            if (!ModelState.IsValid)
                return Page();
            TempData.Say(await edits.SaveAsync(campaign, isNew: false, User.Name(), stop));
            return Redirect($"/campaigns/{slug}/settings");
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
            return Page();
        }
    }
}
