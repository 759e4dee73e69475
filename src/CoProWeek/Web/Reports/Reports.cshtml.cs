using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Sending;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What was reported, to whom, and who is told next? All read; those who write keep a report; managers send and choose to whom.</summary>
[PostsNeed(Access.Write)]
internal sealed class ReportsModel(
    CampaignsView views, CampaignStore campaigns, ReportsView view, ListStore lists, Dispatch dispatch, KeptReports kept, ReachReports reports, PeopleStore people, CampaignClock clock) : PageModel
{
    private Campaign campaign = new();

    public CampaignRow Row { get; private set; } = null!;

    public ReportsStanding Standing { get; private set; } = null!;

    /// <summary>What stands in the form: as it is kept, or as somebody wrote it and was refused.</summary>
    public string Written { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string slug, long? before, CancellationToken stop)
    {
        if (!await FindAsync(slug, stop))
            return NotFound();
        Standing = await view.ReadAsync(campaign, before, clock.GetUtcNow(), stop);
        Written = string.Join('\n', Standing.List.Recipients);
        return Page();
    }

    public Task<IActionResult> OnPostKeepAsync(string slug, DateOnly? from, DateOnly? to, CancellationToken stop) => ActAsync(slug, async () =>
    {
        var report = await reports.MakeAsync(campaign, from, to, stop);
        var one = await kept.KeepAsync(report, User.Name(), stop);
        return $"The report of {one.Days} is kept as number {one.Id}, without other people’s names.";
    }, stop);

    public Task<IActionResult> OnPostListAsync(string slug, string? recipients, string? was, CancellationToken stop) => ManageAsync(slug, async () =>
    {
        Written = recipients ?? "";
        await lists.SaveAsync(campaign, (was ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), MailingList.Read(Written), User.Name(), stop);
        return "The list is saved.";
    }, stop);

    public Task<IActionResult> OnPostSendAsync(string slug, DateOnly? from, DateOnly? to, string? whom, CancellationToken stop) => ManageAsync(slug, async () =>
    {
        string[] addresses = whom == "list" ? (await lists.FindAsync(campaign.Id, stop)).Recipients : [(await people.FindAsync(User.PersonId(), stop))!.Email];
        var one = await dispatch.SendNowAsync(campaign, from, to, addresses, User.Name(), stop);
        return $"The report of {one.Days} is on its way to {(whom == "list" ? InWords.Count(addresses.Length, "address", "addresses") : addresses[0])}. It is kept as number {one.Id}. {one.Note}".TrimEnd();
    }, stop);

    private async Task<bool> FindAsync(string slug, CancellationToken stop)
    {
        if ((await views.AllAsync(stop)).FirstOrDefault(row => row.Slug == slug) is not { } row || await campaigns.FindAsync(slug, stop) is not { } found)
            return false;
        (Row, campaign) = (row, found);
        return true;
    }

    private async Task<IActionResult> ManageAsync(string slug, Func<Task<string>> act, CancellationToken stop) =>
        User.May(Access.Manage) ? await ActAsync(slug, act, stop) : StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>Back to the page, with what was done; or the page with what was wrong.</summary>
    private async Task<IActionResult> ActAsync(string slug, Func<Task<string>> act, CancellationToken stop)
    {
        if (!await FindAsync(slug, stop))
            return NotFound();
        try
        {
            if (!ModelState.IsValid)
                throw new RefusedException("One of the days could not be read. Nothing was done: choose them again.");
            TempData.Say(await act());
            return Redirect($"/campaigns/{slug}/reports");
        }
        catch (RefusedException e)
        {
            ModelState.Clear();
            ModelState.AddModelError("", e.Message);
        }
        var written = Written;
        await OnGetAsync(slug, before: null, stop);
        Written = written == "" ? Written : written;
        return Page();
    }
}
