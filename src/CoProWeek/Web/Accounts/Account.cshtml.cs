using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Can this account post, with which keys, and if not, what is to be done?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class AccountModel(
    AccountsView view, KeyDesk desk, ConnectDesk connect, AccountPauses pauses, CampaignsView campaigns, CampaignClock clock) : PageModel
{
    public AccountStanding Account { get; private set; } = null!;

    public WallClock Clock { get; private set; } = new("Etc/UTC");

    /// <summary>Disconnect was pressed once: what is left is the second time.</summary>
    public bool Leaving { get; private set; }

    public string? Why { get; private set; }

    public ConnectDesk Connect => connect;

    public async Task<IActionResult> OnGetAsync(long id, bool disconnect, CancellationToken stop)
    {
        if (await view.FindAsync(id, stop) is not { } account)
            return NotFound();
        (Account, Leaving) = (account, disconnect);
        Clock = CampaignRow.Current(await campaigns.AllAsync(stop), clock.GetUtcNow())?.Clock ?? Clock;
        // The form posts to us and is sent on: without this a browser stops at the second step.
        if (Connect.IsOffered)
            SecurityHeaders.LetFormsLeadTo(HttpContext, Connect.Place);
        return Page();
    }

    public async Task<IActionResult> OnPostKeysAsync(long id, [FromForm] FourKeysForm form, CancellationToken stop)
    {
        foreach (var fault in form.Faults())
            ModelState.AddModelError("", fault);
        return ModelState.IsValid ? await ActAsync(id, account => desk.SaveAsync(account, form.ToKeys(), User.Name(), stop), stop) : await OnGetAsync(id, false, stop);
    }

    public async Task<IActionResult> OnPostConnectAsync(long id, CancellationToken stop)
    {
        Uri? page = null;
        var shown = await ActAsync(id, async account => $"{page = await connect.LeaveAsync(account, SessionCookie.Read(HttpContext)!, stop)}", stop, quietly: true);
        return page is null ? shown : Redirect(page.AbsoluteUri);
    }

    public Task<IActionResult> OnPostCheckAsync(long id, CancellationToken stop) => ActAsync(id, async account =>
    {
        var (ok, said) = await desk.CheckAsync(account, User.Name(), stop);
        return ok ? $"Checked. {said}" : throw new RefusedException(said);
    }, stop);

    public Task<IActionResult> OnPostPauseAsync(long id, string? why, CancellationToken stop)
    {
        Why = why;
        return ActAsync(id, async account => await pauses.PauseAsync(id, why ?? "", User.Name(), CancellationToken.None)
            ? $"{account.Name} is paused: nothing new is sent as it until somebody resumes it."
            : "It was paused already.", stop);
    }

    public Task<IActionResult> OnPostResumeAsync(long id, CancellationToken stop) => ActAsync(id, async account =>
        await pauses.ResumeAsync(id, User.Name(), stop)
            ? $"{account.Name} posts again. What fell due meanwhile goes out one after another, unless it is too late for it."
            : throw new RefusedException(account.CatchesUp ? "It waits after a restore, and goes on by itself once its timeline has been read." : "It is not paused."), stop);

    public Task<IActionResult> OnPostReleaseAsync(long id, CancellationToken stop) => ActAsync(id, async _ =>
        await pauses.ReleaseAsync(id, User.Name(), stop) is > 0 and var moved
            ? $"{InWords.Count(moved, "post")} back in the queue. What is past its latest time is marked missed."
            : "Nothing is held for keys or money any more.", stop);

    public Task<IActionResult> OnPostDisconnectAsync(long id, CancellationToken stop) =>
        ActAsync(id, account => desk.DisconnectAsync(account, User.Name(), stop), stop);

    /// <summary>Back to the page, with what was done; or the page with what was wrong.</summary>
    private async Task<IActionResult> ActAsync(long id, Func<AccountStanding, Task<string>> act, CancellationToken stop, bool quietly = false)
    {
        if (await view.FindAsync(id, stop) is not { } account)
            return NotFound();
        try
        {
            var said = await act(account);
            if (!quietly)
                TempData.Say(said);
            return Redirect($"/accounts/{id}");
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
        }
        return await OnGetAsync(id, false, stop);
    }
}
