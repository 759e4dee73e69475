using CoProWeek.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Ends this browser's session.</summary>
[AllowAnonymous]
internal sealed class SignOutModel(Sessions sessions) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (SessionCookie.Read(HttpContext) is { } token)
            await sessions.EndAsync(token, stop);
        SessionCookie.Remove(HttpContext);
        TempData.Say("You are signed out.");
        return Redirect("/sign-in");
    }
}
