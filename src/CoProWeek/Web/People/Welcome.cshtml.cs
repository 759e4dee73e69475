using CoProWeek.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CoProWeek.Web;

/// <summary>A one-time link. Opening it uses nothing up, for mail programs open links too; the button does.</summary>
[AllowAnonymous, EnableRateLimiting(Doors.Limit)]
internal sealed class WelcomeModel(PersonSignIn door) : PageModel
{
    /// <summary>Whose link it is; null when it is used up.</summary>
    public Person? Person { get; private set; }

    public async Task OnGetAsync(string token, CancellationToken stop) => Person = await door.LinkOwnerAsync(token, stop);

    public async Task<IActionResult> OnPostAsync(string token, string? password, string? later, CancellationToken stop)
    {
        Person = await door.LinkOwnerAsync(token, stop);
        if (Person is { HasPassword: true })
            later = null;
        if (Person is not null && later is null && (password ?? "").Length < PersonSignIn.PasswordLength)
            ModelState.AddModelError("", $"That password has {(password ?? "").Length} characters; it takes at least {PersonSignIn.PasswordLength}.");
        if (Person is null || !ModelState.IsValid)
            return Page();
        var session = await door.WithLinkAsync(token, later is null ? password : null, Request.Headers.UserAgent.ToString(), stop);
        if (session is null)
            return Redirect($"/welcome/{token}");
        SessionCookie.Write(HttpContext, session);
        return Redirect("/");
    }
}
