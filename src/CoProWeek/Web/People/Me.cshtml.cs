using CoProWeek.Accounts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Your own password and browsers.</summary>
internal sealed class MeModel(PeopleStore people, PersonSignIn door, Sessions sessions) : PageModel
{
    public Person Person { get; private set; } = null!;

    /// <summary>An address that was not taken.</summary>
    public string? Typed { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => Person = (await people.FindAsync(User.PersonId(), stop))!;

    public async Task<IActionResult> OnPostEmailAsync(string? email, CancellationToken stop)
    {
        await OnGetAsync(stop);
        try
        {
            await people.SetEmailAsync(Person, email ?? "", User.Name(), stop);
        }
        catch (PersonException e)
        {
            Typed = email;
            ModelState.AddModelError("", e.Message);
            return Page();
        }
        TempData.Say("Your address is changed. Sign in with it from now on.");
        return RedirectToPage();
    }

    /// <summary>By the same page as the first one.</summary>
    public async Task<IActionResult> OnPostPasswordAsync(CancellationToken stop) =>
        Redirect(await door.LinkAsync(User.PersonId(), User.Name(), stop));

    public async Task<IActionResult> OnPostSignOutAsync(CancellationToken stop)
    {
        await sessions.EndAllAsync(User.PersonId(), stop);
        return Redirect("/sign-in");
    }
}
