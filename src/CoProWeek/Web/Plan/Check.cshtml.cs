using System.Security.Cryptography;
using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Networks;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What would this file change?</summary>
[Authorize(Policy = Access.Write)]
[RequestSizeLimit(UploadedFile.MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = UploadedFile.MostBytes)]
internal sealed class CheckModel(PlanUploads uploads, PlanImport import, Approvals approvals, NetworkList networks) : PageModel
{
    public PlanUpload Upload { get; private set; } = new();

    public PreparedImport Prepared { get; private set; } = new([], null, []);

    public decimal Cost { get; private set; }

    /// <summary>What the person saw: applied is that, or nothing.</summary>
    public string Seen { get; private set; } = "";

    /// <summary>An author brings in posts; the settings, and so who approves, are a manager's.</summary>
    public bool NeedsManager => Prepared.Diff is { } diff && (diff.Before is null || diff.CampaignChanges.Count > 0) && !User.May(Access.Manage);

    public Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => ReadAsync(id, _ => Task.FromResult<IActionResult>(Page()), stop);

    public Task<IActionResult> OnPostApplyAsync(Guid id, string? seen, CancellationToken stop) => ReadAsync(id, async diff =>
    {
        if (diff is null)
            return Page();
        if (NeedsManager)
            return StatusCode(StatusCodes.Status403Forbidden);
        if (seen != Seen)
            throw new RefusedException("Somebody changed the plan meanwhile. Here is the difference as it is now: look at it again.");
        await approvals.ApplyAsync(diff, User.Name(), User.May(Access.Manage), stop);
        await uploads.RemoveAsync(id, stop);
        TempData.Say(PlanWords.Done(diff));
        return Redirect($"/campaigns/{diff.Campaign.Slug}");
    }, stop);

    public Task<IActionResult> OnPostPicturesAsync(Guid id, CancellationToken stop) => ReadAsync(id, async _ =>
    {
        foreach (var file in Request.Form.Files.Where(file => file.Length > 0 && file.Name.StartsWith("picture-", StringComparison.Ordinal)))
            if (int.TryParse(file.Name["picture-".Length..], out var n) && Prepared.Missing.ElementAtOrDefault(n) is { } name)
                await uploads.AddPictureAsync(id, name, await UploadedFile.PictureAsync(file, name, stop), stop);
        return Redirect($"/plan-uploads/{id}");
    }, stop);

    public async Task<IActionResult> OnPostDropAsync(Guid id, CancellationToken stop)
    {
        if (await uploads.FindAsync(id, User.PersonId(), stop) is not { } upload)
            return NotFound();
        await uploads.RemoveAsync(id, stop);
        TempData.Say("Put away. Nothing was changed.");
        return Redirect(upload.Slug is null ? "/campaigns" : $"/campaigns/{upload.Slug}/plan");
    }

    private async Task<IActionResult> ReadAsync(Guid id, Func<ImportDiff?, Task<IActionResult>> act, CancellationToken stop)
    {
        if (await uploads.FindAsync(id, User.PersonId(), stop) is not { } upload)
            return NotFound();
        Upload = upload;
        try
        {
            using var open = await OpenUpload.ReadAsync(upload, import, stop);
            Prepared = open.Prepared;
            if (Prepared.Diff is { } diff)
                (Cost, Seen) = (PlanCost.Of(diff, networks), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ImportDiffText.Of(diff) + string.Concat(diff.Rows.SelectMany(row => row.Changes))))));
            return await act(Prepared.Diff);
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
            return Page();
        }
    }
}
