using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Networks;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What do people say?</summary>
[PostsNeed(Access.Manage)]
internal sealed class MentionsModel(CampaignsView campaigns, MentionsView mentions, WatchStore watches, MarkDesk marks, NetworkList networks, CampaignClock clock) : PageModel
{
    private const int MostHidden = 1_000;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public NetworkList Networks => networks;

    public CampaignRow? Campaign { get; private set; }

    public MentionFilter Filter { get; private set; } = new();

    public IReadOnlyList<MentionRow> Found { get; private set; } = [];

    public IReadOnlyList<Watch> Watches { get; private set; } = [];

    public HeldRow? Held { get; private set; }

    /// <summary>How many the team hid that would stand in this list.</summary>
    public int Hidden { get; private set; }

    /// <summary>Null on a page of older ones or of some: only the newest of all come by themselves.</summary>
    public Live? Live { get; private set; }

    /// <summary>Where older ones are; null on the last page.</summary>
    public string? Older { get; private set; }

    /// <summary>Back to when this page looked, where there is more to look through; null where it looked at all there is.</summary>
    public DateTimeOffset? LookedTo { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? slug, CancellationToken stop)
    {
        if (!await OpenAsync(slug, stop))
            return slug is null ? Page() : NotFound();
        var found = await mentions.FindAsync(Campaign!, Filter, stop);
        Found = [.. found.Take(MentionsView.PageSize)];
        if (found.Count > MentionsView.PageSize)
            Older = Filter.Address(Campaign!, Found[^1].Cursor);
        else if (await mentions.FurtherAsync(Campaign!, Filter, stop) is { } further)
            (Older, LookedTo) = (Filter.Address(Campaign!, $"{further.At.UtcTicks}-{further.Id}"), further.At);
        if (Filter.Hidden == "no")
            Hidden = (await mentions.FindAsync(Campaign!, Filter with { Hidden = "only", BeforeAt = null, BeforeId = null }, stop, MostHidden)).Count;
        Watches = await watches.OfCampaignAsync(Campaign!.Id, stop);
        Held = await mentions.HeldAsync(Campaign.Id, Now, stop);
        Live = Filter == new MentionFilter() ? Live.Of(HttpContext, clock) : null;
        return Page();
    }

    /// <summary>The buttons beside a post; whoever presses one comes back to the list as it was.</summary>
    public async Task<IActionResult> OnPostAsync(string? slug, long? hide, long? show, long? answer, CancellationToken stop)
    {
        if (!await OpenAsync(slug, stop) || (hide ?? show ?? answer) is not { } id || await mentions.OneAsync(Campaign!, id, stop) is null)
            return NotFound();
        try
        {
            TempData.Say(await (hide is not null ? marks.HideAsync(id, User.Name(), stop)
                : show is not null ? marks.ShowAsync(id, User.Name(), stop)
                : marks.AnswerAsync(Campaign!.Slug, id, null, User.Name(), stop)));
        }
        catch (RefusedException e)
        {
            TempData.Say(e.Message);
        }
        return Redirect($"{Filter.Address(Campaign!, Filter.Cursor)}#m-{id}");
    }

    private async Task<bool> OpenAsync(string? slug, CancellationToken stop)
    {
        var all = await campaigns.AllAsync(stop);
        Campaign = slug is null ? CampaignRow.Current(all, Now) : all.FirstOrDefault(campaign => campaign.Slug == slug);
        Filter = MentionFilter.Read(Request.Query);
        return Campaign is not null;
    }
}
