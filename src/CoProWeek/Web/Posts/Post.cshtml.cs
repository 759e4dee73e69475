using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What does this post say, and what has become of it?</summary>
[PostsNeed(Access.Manage)]
internal sealed class PostModel(CampaignsView campaigns, PostView view, ChecksView checks, PostStore posts, PostActions actions, AttemptLog attempts, NetworkList networks, CampaignClock clock) : PageModel
{
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public CampaignRow Campaign { get; private set; } = null!;

    public PostRow Post { get; private set; } = null!;

    public IReadOnlyList<PostAccountRow> Accounts { get; private set; } = [];

    public IReadOnlyList<PictureRow> Pictures { get; private set; } = [];

    public IReadOnlyList<DeliveryRow> Deliveries { get; private set; } = [];

    public IReadOnlyList<PartRow> Parts { get; private set; } = [];

    public IReadOnlyList<AttemptRow> Attempts { get; private set; } = [];

    public IReadOnlyList<EventRow> Events { get; private set; } = [];

    public IReadOnlyList<CheckRow> Checks { get; private set; } = [];

    public IEnumerable<Preview> Previews =>
        Preview.Of(Post, Accounts, Deliveries, Parts, Pictures).Select(preview => preview.MeasuredBy(networks));

    public string State => PostState.Of(Post.ApprovedBy is not null, Post.SlotAt is not null, [.. Deliveries.DistinctBy(d => d.Handle)]);

    /// <summary>Nothing of it is out, on its way or in doubt: its words and its time may still be changed.</summary>
    public bool IsOpen => Deliveries.All(delivery => delivery is { PartsOut: 0, State: "queued" or "held" or "cancelled" or "failed" or "missed" } and not { HoldReason: "undecided" });

    /// <summary>The link that was typed, kept when it was refused.</summary>
    public string? Typed { get; private set; }

    /// <summary>"17:00 GMT", with its day when that is another.</summary>
    public string When(DateTimeOffset at) =>
        Post.SlotAt is { } slot && Campaign.Clock.DayOf(slot) == Campaign.Clock.DayOf(at) ? Campaign.Clock.Time(at) : Campaign.Clock.DayAndTime(at);

    public async Task<IActionResult> OnGetAsync(long id, CancellationToken stop)
    {
        if (await view.PostAsync(id, stop) is not { } post)
            return NotFound();
        Post = post;
        Campaign = (await campaigns.AllAsync(stop)).First(campaign => campaign.Id == post.CampaignId);
        Accounts = await view.AccountsAsync(id, stop);
        Pictures = await view.PicturesAsync(id, stop);
        Deliveries = await view.DeliveriesAsync(id, stop);
        Parts = await view.PartsAsync(id, stop);
        Attempts = await attempts.OfPostAsync(id, stop);
        Checks = await checks.OfPostAsync(id, stop);
        Events = await view.EventsAsync(id, stop);
        return Page();
    }

    /// <summary>A button: done, and back to where it was pressed; or this page with the reason why not.</summary>
    public async Task<IActionResult> OnPostAsync(long id, ActForm form, CancellationToken stop)
    {
        if (await posts.FindAsync(id, stop) is not { } post)
            return NotFound();
        try
        {
            var slug = (await campaigns.AllAsync(stop)).First(campaign => campaign.Id == post.CampaignId).Slug;
            TempData.Say(await actions.DoAsync(post, slug, form, User.Name(), stop));
            return LocalRedirect(Url.IsLocalUrl(form.Back) ? form.Back! : $"/posts/{id}");
        }
        catch (RefusedException e)
        {
            ModelState.AddModelError("", e.Message);
        }
        Typed = form.Link;
        return await OnGetAsync(id, stop);
    }
}
