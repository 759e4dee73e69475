using CoProWeek.Campaigns;
using CoProWeek.Networks;
using CoProWeek.Reporting;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>Who is to be thanked, in lists that fit one post each?</summary>
internal sealed class ThanksModel(CampaignsView views, CampaignStore campaigns, ThanksView thanks, NetworkList networks) : PageModel
{
    private const string X = "x";
    private const int MostPages = 10_000;

    public CampaignRow Campaign { get; private set; } = null!;

    public ReportSpan Span { get; private set; } = null!;

    /// <summary>Those with the most posts come first; else those who posted first.</summary>
    public bool ByPosts { get; private set; }

    /// <summary>What each list begins with.</summary>
    public string Beginning { get; private set; } = "";

    public IReadOnlyList<string> Found { get; private set; } = [];

    public IReadOnlyList<string> Lists { get; private set; } = [];

    /// <summary>The page of handles, from 0.</summary>
    public int Nth { get; private set; }

    public bool HasMore { get; private set; }

    public TextMeasure Measure(string list) => networks.Find(X).Measure(list);

    public async Task<IActionResult> OnGetAsync(string slug, string? order, int? nth, CancellationToken stop)
    {
        if ((await views.AllAsync(stop)).FirstOrDefault(one => one.Slug == slug) is not { } row || await campaigns.FindAsync(slug, stop) is not { } campaign)
            return NotFound();
        var days = ReportDays.Read(Request.Query, campaign);
        (Campaign, Span, ByPosts, Nth) = (row, ReportSpan.Of(campaign, days.From, days.To), order == "posts", Math.Clamp(nth ?? 0, 0, MostPages));
        // Emptied by hand, it is meant to be empty.
        Beginning = Request.Query.TryGetValue("begin", out var begin) ? SearchWords.Cut(begin.ToString().Trim()) : $"Thank you for taking part in {Words.Hashtags(campaign)}:";
        var found = await thanks.FindAsync(campaign, Span, ByPosts, Nth, stop);
        (Found, HasMore) = ([.. found.Take(ThanksView.PageSize)], found.Count > ThanksView.PageSize);
        Lists = ThanksLists.Of(Found, Beginning, networks.Find(X));
        return Page();
    }

    /// <summary>The same question, of another page of handles.</summary>
    public string At(int nth)
    {
        var query = new QueryBuilder { { "from", MentionFilter.Text(Span.From)! }, { "to", MentionFilter.Text(Span.To)! }, { "order", ByPosts ? "posts" : "first" }, { "begin", Beginning } };
        if (nth > 0)
            query.Add("nth", $"{nth}");
        return $"/campaigns/{Campaign.Slug}/thanks{query}";
    }
}
