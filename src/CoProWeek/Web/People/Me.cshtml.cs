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

    public async Task<IActionResult> OnPostEmailAsync(string? email, string? now, CancellationToken stop)
    {
        await OnGetAsync(stop);
        try
        {
            await ProveAsync(now, stop);
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
    public async Task<IActionResult> OnPostPasswordAsync(string? now, CancellationToken stop)
    {
        await OnGetAsync(stop);
        try
        {
            await ProveAsync(now, stop);
        }
        catch (PersonException e)
        {
            ModelState.AddModelError("", e.Message);
            return Page();
        }
        return Redirect(await door.LinkAsync(User.PersonId(), User.Name(), stop));
    }

    public async Task<IActionResult> OnPostSignOutAsync(CancellationToken stop)
    {
        await sessions.EndAllAsync(User.PersonId(), stop);
        return Redirect("/sign-in");
    }

    /// <summary>Whoever finds the browser open must not lock its owner out.</summary>
    private async Task ProveAsync(string? password, CancellationToken stop)
    {
        if (Person.HasPassword && !await door.IsPasswordOfAsync(Person.Id, password ?? "", stop))
            throw new PersonException("That is not your password as it is now, so nothing is changed. After five wrong ones none is looked at for a quarter of an hour; who has forgotten it asks a manager for a link.");
    }
}
