using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What is planned for the week, and where are the gaps?</summary>
internal sealed class WeekModel(
    CampaignsView campaigns, PostsView posts, ChecksView checks, HandPostsView byHand, PostStore plan, NetworkList networks, CampaignClock clock) : PageModel
{
    private const int SparesOffered = 3;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public IReadOnlyList<CampaignRow> All { get; private set; } = [];

    public CampaignRow? Campaign { get; private set; }

    public IReadOnlyList<PlannedPost> Posts { get; private set; } = [];

    public IReadOnlyDictionary<long, PostFacts> Facts { get; private set; } = new Dictionary<long, PostFacts>();

    /// <summary>What the team posted in X itself.</summary>
    public IReadOnlyList<HandPost> ByHand { get; private set; } = [];

    public WeekGrid? Grid { get; private set; }

    public DateOnly Today => Campaign!.Clock.DayOf(Now);

    public int Gaps => Grid!.Days.Sum(day => day.Cells.Sum(cell => cell.Count(entry => entry.IsGap)));

    public IEnumerable<PlannedPost> Spares => Posts.Where(post => post.SlotOn is null);

    public AroundWeek RunUp => AroundWeek.Before(Campaign!.WeekFrom, Posts);

    public AroundWeek FollowUp => AroundWeek.After(Campaign!.WeekTo, Posts);

    /// <summary>The first few: a cell is small.</summary>
    public IEnumerable<PlannedPost> SparesFor(DayEntry gap) =>
        Spares.Where(post => post.Kind == gap.Slot!.Kind && MayMove(post.Id)).Take(SparesOffered);

    public bool MayMove(long post) =>
        User.May(Access.Write) && Facts.GetValueOrDefault(post) is { LockedBecause: null } facts && (!facts.IsApproved || User.May(Access.Manage));

    public async Task<IActionResult> OnGetAsync(string? slug, CancellationToken stop)
    {
        All = await campaigns.AllAsync(stop);
        Campaign = slug is null ? CampaignRow.Current(All, Now) : All.FirstOrDefault(campaign => campaign.Slug == slug);
        if (Campaign is null)
            return slug is null ? Page() : NotFound();
        Posts = await posts.OfCampaignAsync(Campaign.Id, stop);
        Grid = WeekGrid.Of(Campaign, await campaigns.SlotsAsync(Campaign.Id, stop), Posts);
        Facts = PostFacts.Of(await plan.ListAsync([.. Posts.Where(HasCard).Select(post => post.Id)], stop), networks, await checks.OpenAsync(Campaign.Id, stop), Now);
        ByHand = await byHand.OfCampaignAsync(Campaign.Id, stop);
        return Page();
    }

    /// <summary>The week's own and the spares; those before and after it are lines.</summary>
    private bool HasCard(PlannedPost post) => post.SlotOn is not { } day || (Campaign!.WeekFrom <= day && day <= Campaign.WeekTo);
}
