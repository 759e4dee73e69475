using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>When is the next one?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class CopyModel(CampaignsView view, CampaignStore campaigns, CampaignCopy copy, Approvals approvals) : PageModel
{
    public CampaignRow? Row { get; private set; }

    public string? Start { get; private set; }

    public string? NewSlug { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        Row = (await view.AllAsync(stop)).FirstOrDefault(row => row.Slug == slug);
        // Fifty-two weeks on it begins on the same day of the week.
        Start = Row?.WeekFrom.AddDays(364).ToString("O");
        return Row is null ? NotFound() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, string? start, string? newSlug, CancellationToken stop)
    {
        if (await OnGetAsync(slug, stop) is NotFoundResult missing)
            return missing;
        (Start, NewSlug) = (start, newSlug);
        try
        {
            var source = await campaigns.NamedOrOnlyAsync(slug, stop);
            var first = DateCell.Read(start ?? "") ?? throw new RefusedException($"First day: \"{start}\" is not a day. Expected: {DateCell.Expected}.");
            var diff = await copy.PrepareAsync(source, first, string.IsNullOrWhiteSpace(newSlug) ? null : newSlug.Trim(), stop);
            await approvals.ApplyAsync(diff, User.Name(), mayVoid: true, stop);
            TempData.Say(string.Join(" ", diff.Warnings.Select(warning => $"{warning.Column}: {warning.What}.").Prepend($"{diff.Campaign.Name}: {diff.Rows.Count} posts, all of them drafts.").Take(6)));
            return Redirect($"/campaigns/{diff.Campaign.Slug}");
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
            return Page();
        }
    }
}
