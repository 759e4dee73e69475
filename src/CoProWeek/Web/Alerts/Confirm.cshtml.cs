using CoProWeek.Alerts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace CoProWeek.Web;

/// <summary>Did the test arrive? For whoever holds its link, signed in or not. Opening it says nothing, for mail programs open links too.</summary>
[AllowAnonymous, EnableRateLimiting(Doors.Limit)]
internal sealed class ConfirmModel(ChannelTests tests) : PageModel
{
    public DateTimeOffset Now { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Null when there is no such link.</summary>
    public AlertTest? Test { get; private set; }

    public async Task OnGetAsync(string token, CancellationToken stop)
    {
        Response.Headers["X-Robots-Tag"] = "noindex";
        Test = await tests.FindAsync(token, stop);
        if (Test is null)
            Response.StatusCode = StatusCodes.Status404NotFound;
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken stop)
    {
        await tests.ConfirmAsync(token, User.Identity is { IsAuthenticated: true } ? User.Name() : "whoever had the link", stop);
        // Not by the page's name: routing writes addresses in lower case, and a token minds.
        return LocalRedirect($"/alerts/confirm/{Uri.EscapeDataString(token)}");
    }
}
