using CoProWeek.Accounts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CoProWeek.Web;

/// <summary>Who are you?</summary>
[AllowAnonymous, EnableRateLimiting(Doors.Limit)]
internal sealed class SignInModel(PersonSignIn door) : PageModel
{
    /// <summary>Where they were going.</summary>
    public string? Back { get; private set; }

    public string? Email { get; private set; }

    public IActionResult OnGet(string? back)
    {
        Back = back;
        return User.Identity is { IsAuthenticated: true } ? OnTheWay() : Page();
    }

    public async Task<IActionResult> OnPostAsync(string? email, string? password, string? back, CancellationToken stop)
    {
        (Back, Email) = (back, email);
        if (await door.WithPasswordAsync(email ?? "", password ?? "", Request.Headers.UserAgent.ToString(), stop) is { } token)
        {
            SessionCookie.Write(HttpContext, token);
            return OnTheWay();
        }
        ModelState.AddModelError("", $"This address and password do not open anything. After {PersonSignIn.MostMisses} wrong passwords an account is locked for {PersonSignIn.LockOut.TotalMinutes:0} minutes.");
        return Page();
    }

    /// <summary>On this site only: a link that names another one leads to Today.</summary>
    private LocalRedirectResult OnTheWay() => LocalRedirect(Url.IsLocalUrl(Back) ? Back! : "/");
}
