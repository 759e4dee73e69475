using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Publishing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What does this post say, and what has become of it?</summary>
internal sealed class PostModel(CampaignsView campaigns, PostView view, AttemptLog attempts, IEnumerable<INetwork> networks, CampaignClock clock) : PageModel
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

    public IEnumerable<Preview> Previews =>
        Preview.Of(Post, Accounts, Deliveries, Parts, Pictures).Select(preview => preview.MeasuredBy(networks.FirstOrDefault()));

    public string State => PostState.Of(Post.ApprovedBy is not null, Post.SlotAt is not null, [.. Deliveries.DistinctBy(d => d.Handle)]);

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
        Events = await view.EventsAsync(id, stop);
        return Page();
    }
}
