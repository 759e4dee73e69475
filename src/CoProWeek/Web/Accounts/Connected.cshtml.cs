using CoProWeek.Campaigns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Back from X: did it work? Reached by a GET, as X sends people; the state proves that we asked.</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class ConnectedModel(ConnectDesk connect) : PageModel
{
    /// <summary>Where to try again; null when it is not known which account was meant.</summary>
    public long? AccountId { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? state, string? code, string? error, CancellationToken stop)
    {
        try
        {
            var connecting = await connect.ComeBackAsync(state, SessionCookie.Read(HttpContext)!, stop)
                ?? throw new RefusedException("This way back from X is used up, is older than ten minutes, or was begun in another browser. Nothing was changed. Begin again on the account’s page.");
            AccountId = connecting.AccountId;
            TempData.Say(await connect.FinishAsync(connecting, code, error, User.Name(), stop));
            return Redirect($"/accounts/{AccountId}");
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
            return Page();
        }
    }
}
