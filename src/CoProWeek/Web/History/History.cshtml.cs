using CoProWeek.Clock;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Who did what, and when?</summary>
internal sealed class HistoryModel(HistoryView view, PostView posts, CampaignsView campaigns, CampaignClock clock) : PageModel
{
    public string? Who { get; private set; }

    public PostRow? Post { get; private set; }

    public bool IsFirst { get; private set; }

    public CampaignRow? Campaign { get; private set; }

    public WallClock Clock => Campaign?.Clock ?? new WallClock("Etc/UTC");

    public IReadOnlyList<string> People { get; private set; } = [];

    public IReadOnlyList<IGrouping<DateOnly, HistoryRow>> Days { get; private set; } = [];

    /// <summary>Where the next page begins.</summary>
    public long? Older { get; private set; }

    public async Task OnGetAsync(string? who, long? post, long? before, CancellationToken stop)
    {
        var all = await campaigns.AllAsync(stop);
        Post = post is { } id ? await posts.PostAsync(id, stop) : null;
        Campaign = all.FirstOrDefault(campaign => campaign.Id == Post?.CampaignId) ?? CampaignRow.Current(all, clock.GetUtcNow());
        (Who, IsFirst) = (who is "" ? null : who, before is null);
        People = await view.PeopleAsync(stop);
        var (rows, older) = await view.PageAsync(Who, post, before, stop);
        Days = [.. rows.GroupBy(row => Clock.DayOf(row.At))];
        Older = older;
    }

    /// <summary>This page with these filters, from there on.</summary>
    public string PageFrom(long? before) =>
        "/history" + QueryString.Create(new Dictionary<string, string?> { ["who"] = Who, ["post"] = Post?.Id.ToString(), ["before"] = before?.ToString() }
            .Where(each => each.Value is not null));
}
