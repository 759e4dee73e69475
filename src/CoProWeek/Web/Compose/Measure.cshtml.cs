using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>All there is to say of a form as it stands, for the script that asks while somebody types. It keeps nothing.</summary>
[Authorize(Policy = Access.Write)]
internal sealed class MeasureModel(Composer composer) : PageModel
{
    public Draft Draft { get; private set; } = null!;

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var sent = await Request.ReadFormAsync(stop);
        var id = long.TryParse(sent["post"], out var known) ? known : (long?)null;
        if (await composer.OpenAsync(sent["campaign"], id, stop) is not { } desk)
            return NotFound();
        Draft = await composer.ReadAsync(desk, PostForm.From(sent, desk.Campaign, desk.Post?.Content.Pictures), stop);
        return Page();
    }
}
