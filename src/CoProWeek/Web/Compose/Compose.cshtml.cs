using CoProWeek.Campaigns;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What shall this post say, where and when?</summary>
[Authorize(Policy = Access.Write), RequestSizeLimit(Uploads.MostBytes), RequestFormLimits(MultipartBodyLengthLimit = Uploads.MostBytes)]
internal sealed class ComposeModel(Composer composer, Uploads uploads, PostSaver saver, ComposeView view) : PageModel
{
    public Desk Desk { get; private set; } = null!;

    public PostForm Form { get; private set; } = new();

    public Draft Draft { get; private set; } = null!;

    /// <summary>Set when somebody else was faster.</summary>
    public Conflict? Conflict { get; private set; }

    public string Title => Desk.Post is null ? "A new post" : $"Edit {Desk.Post.Content.Ref}";

    public async Task<IActionResult> OnGetAsync(string? slug, long? id, string? day, string? time, string? kind, CancellationToken stop)
    {
        if (await composer.OpenAsync(slug, id, stop) is not { } desk)
            return NotFound();
        Desk = desk;
        Form = desk.Post is { } post ? PostForm.Of(post) : ComposeStart.For(desk.Campaign, day, time, kind);
        Draft = await composer.ReadAsync(desk, Form, stop);
        return Page();
    }

    /// <summary>Keeps the pictures, shows all there is to say, saves nothing.</summary>
    public async Task<IActionResult> OnPostCheckAsync(string? slug, long? id, CancellationToken stop)
    {
        if (!await ReadFormAsync(slug, id, stop))
            return NotFound();
        Show();
        return Page();
    }

    public Task<IActionResult> OnPostAsync(string? slug, long? id, CancellationToken stop) => SaveAsync(slug, id, approve: false, stop);

    public async Task<IActionResult> OnPostApproveAsync(string? slug, long? id, CancellationToken stop) =>
        User.May(Access.Manage) ? await SaveAsync(slug, id, approve: true, stop) : StatusCode(StatusCodes.Status403Forbidden);

    private async Task<IActionResult> SaveAsync(string? slug, long? id, bool approve, CancellationToken stop)
    {
        if (!await ReadFormAsync(slug, id, stop))
            return NotFound();
        Show(approve ? saver.ProblemsOf(Desk, Draft.Content, User.Name()) : []);
        if (!ModelState.IsValid || await IsOvertakenAsync(stop))
            return Page();
        try
        {
            var post = await saver.SaveAsync(Desk, Draft.Content, User.Name(), User.May(Access.Manage), stop);
            TempData.Say(approve ? await saver.ApproveAsync(Desk, post, Draft.Content, User.Name(), stop) : "Saved. It is a draft and goes out once it is approved.");
            return Redirect($"/posts/{post.Id}");
        }
        catch (RefusedException e)
        {
            Desk = (await composer.OpenAsync(slug, id, stop))!;
            if (!await IsOvertakenAsync(stop))
                ModelState.AddModelError("", e.Message);
            return Page();
        }
    }

    private async Task<bool> ReadFormAsync(string? slug, long? id, CancellationToken stop)
    {
        if (await composer.OpenAsync(slug, id, stop) is not { } desk)
            return false;
        Desk = desk;
        var sent = await Request.ReadFormAsync(stop);
        var refused = new List<ComposeMistake>();
        Form = await uploads.KeepAsync(PostForm.From(sent, desk.Campaign, desk.Post?.Content.Pictures), sent.Files, desk.Campaign, refused, stop);
        var draft = await composer.ReadAsync(desk, Form, stop);
        Draft = draft with { Mistakes = [.. refused, .. draft.Mistakes] };
        return true;
    }

    private void Show(IReadOnlyList<string>? problems = null)
    {
        // What is bound of the address is not what was typed.
        ModelState.Clear();
        foreach (var mistake in Draft.Mistakes)
            ModelState.AddModelError(mistake.Field, mistake.Words);
        foreach (var problem in problems ?? [])
            ModelState.AddModelError("", problem);
    }

    /// <summary>Whether the post is not what it was when the form was opened; then nothing is overwritten.</summary>
    private async Task<bool> IsOvertakenAsync(CancellationToken stop)
    {
        if (Desk.Post is not { } post || Desk.LockedBecause is not null)
            return Desk.Post is not null;
        if (PostVersion.Of(post.Content) == Form.Version)
            return false;
        Conflict = Conflict.Of(post, await view.LastChangeAsync(post.Id, stop), Draft.Content);
        return true;
    }
}
