using CoProWeek.Accounts;
using CoProWeek.Alerts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Who may sign in, and as what?</summary>
[Authorize(Policy = Access.Manage)]
internal sealed class PeopleModel(PeopleStore people, PersonSignIn door, Sessions sessions, PublicLinks links) : PageModel
{
    public IReadOnlyList<Person> People { get; private set; } = [];

    /// <summary>A link that was just made: shown once, for we keep its hash alone.</summary>
    public Uri? Link { get; private set; }

    public string? LinkFor { get; private set; }

    public string? Name { get; private set; }

    public string? Email { get; private set; }

    public async Task OnGetAsync(CancellationToken stop) => People = await people.AllAsync(stop);

    public Task<IActionResult> OnPostAddAsync(string? name, string? email, string? role, CancellationToken stop)
    {
        (Name, Email) = (name, email);
        return TryAsync(async () =>
        {
            var id = await people.AddAsync(name ?? "", email ?? "", role ?? "", User.Name(), stop);
            await ShowLinkAsync(id, name!, stop);
            (Name, Email) = (null, null);
        }, stop);
    }

    public Task<IActionResult> OnPostLinkAsync(long id, CancellationToken stop) => WithAsync(id, person => ShowLinkAsync(id, person.Name, stop), stop);

    public Task<IActionResult> OnPostRoleAsync(long id, string? role, CancellationToken stop) =>
        WithAsync(id, person => people.SetRoleAsync(person, role ?? "", User.Name(), stop), stop, person => $"{person.Name} is now {role}.");

    public Task<IActionResult> OnPostSignOutAsync(long id, CancellationToken stop) =>
        WithAsync(id, person => sessions.EndAllAsync(person.Id, stop), stop, person => $"{person.Name} is signed out everywhere.");

    public Task<IActionResult> OnPostLeaveAsync(long id, CancellationToken stop) =>
        WithAsync(id, person => people.LeaveAsync(person, User.Name(), stop), stop, person => $"{person.Name} signs in no more.");

    private async Task<IActionResult> WithAsync(long id, Func<Person, Task> act, CancellationToken stop, Func<Person, string>? said = null)
    {
        if (await people.FindAsync(id, stop) is not { LeftAt: null } person)
            return NotFound();
        return await TryAsync(() => act(person), stop, said?.Invoke(person));
    }

    /// <summary>Back to the page, with what was done; or the page with what was wrong.</summary>
    private async Task<IActionResult> TryAsync(Func<Task> act, CancellationToken stop, string? said = null)
    {
        try
        {
            await act();
            if (said is not null)
            {
                TempData.Say(said);
                return RedirectToPage();
            }
        }
        catch (PersonException e)
        {
            ModelState.AddModelError("", e.Message);
        }
        await OnGetAsync(stop);
        return Page();
    }

    private async Task ShowLinkAsync(long id, string name, CancellationToken stop) =>
        (Link, LinkFor) = (links.To(await door.LinkAsync(id, User.Name(), stop)), name.Trim());
}
