using CoProWeek.Campaigns;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>How do I get the plan out, and in again?</summary>
[PostsNeed(Access.Write)]
[RequestSizeLimit(UploadedFile.MostBytes + 64 * 1024)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadedFile.MostBytes + 64 * 1024)]
internal sealed class UploadModel(CampaignsView campaigns, PlanUploads uploads) : PageModel
{
    public string Slug => Row!.Slug;

    public CampaignRow? Row { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        Row = (await campaigns.AllAsync(stop)).FirstOrDefault(row => row.Slug == slug);
        return Row is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, IFormFile? plan, CancellationToken stop)
    {
        if (await OnGetAsync(slug, stop) is NotFoundResult missing)
            return missing;
        try
        {
            var (name, bytes) = await UploadedFile.PlanAsync(plan, stop);
            return Redirect($"/plan-uploads/{await uploads.AddAsync(User.PersonId(), slug, name, bytes, stop)}");
        }
        catch (RefusedException e)
        {
            ModelState.Clear();
            ModelState.AddModelError("", e.Message);
            return Page();
        }
    }
}
