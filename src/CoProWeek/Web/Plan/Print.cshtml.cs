using CoProWeek.Campaigns;
using CoProWeek.Clock;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What does somebody sign who has no account?</summary>
internal sealed class PrintModel(CampaignsView view, CampaignStore campaigns, PostStore posts, CampaignClock clock) : PageModel
{
    /// <summary>Letters of text that fit one side, shared among the posts of the fullest day.</summary>
    private const int LettersADay = 1_500;

    private int most = LettersADay;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public CampaignRow? Row { get; private set; }

    public IReadOnlyList<(DateOnly Day, IReadOnlyList<Post> Posts, IReadOnlyList<Slot> Gaps)> Days { get; private set; } = [];

    /// <summary>Posts that are not on the sheet.</summary>
    public int Elsewhere { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        Row = (await view.AllAsync(stop)).FirstOrDefault(row => row.Slug == slug);
        if (Row is null || await campaigns.FindAsync(slug, stop) is not { } campaign)
            return NotFound();
        var all = await posts.ListAsync(campaign, day: null, stop);
        Days = [.. Enumerable.Range(0, campaign.WeekTo.DayNumber - campaign.WeekFrom.DayNumber + 1).Select(n => Of(campaign, campaign.WeekFrom.AddDays(n), all))];
        Elsewhere = all.Count - Days.Sum(day => day.Posts.Count);
        most = Math.Max(60, LettersADay / Math.Max(1, Days.Max(day => day.Posts.Count)) - 60);
        return Page();
    }

    /// <summary>A post's text, the parts of a thread one after the other, cut where the sheet would run over.</summary>
    public string Short(Post post)
    {
        var text = string.Join(" / ", Wording.Of(post.Content).Take(1).SelectMany(said => said.Parts)).ReplaceLineEndings(" ");
        var starts = System.Globalization.StringInfo.ParseCombiningCharacters(text);
        return starts.Length <= most ? text : $"{text[..starts[most]].TrimEnd()}…";
    }

    private static (DateOnly, IReadOnlyList<Post>, IReadOnlyList<Slot>) Of(Campaign campaign, DateOnly day, IReadOnlyList<Post> all)
    {
        var on = all.Where(post => post.Content.SlotOn == day).OrderBy(post => post.SlotAt).ToList();
        return (day, on, [.. campaign.Slots.Where(slot => slot.Required && !on.Exists(post => post.Content.Kind == slot.Kind && post.Content.SlotTime == slot.WallTime))]);
    }
}
