using CoProWeek.Campaigns;
using CoProWeek.Networks;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Team;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What does the team say of it? All who are signed in may read it.</summary>
[PostsNeed(Access.Manage)]
internal sealed class OwnWordsModel(CampaignsView views, CampaignStore campaigns, ReachReports reports, WordsStore words, NetworkList networks) : PageModel
{
    public CampaignRow? Row { get; private set; }

    /// <summary>As it stands; the boxes below may be typed over.</summary>
    public ReachReport Report { get; private set; } = null!;

    public WordsForm Form { get; private set; } = new();

    /// <summary>Somebody else's words were saved while these were typed.</summary>
    public TeamWords? Overtaken { get; private set; }

    /// <summary>To choose picks from, as addresses with their first words.</summary>
    public IReadOnlyList<Reporting.PostRow> Candidates => [.. Report.Posts.Concat(Report.PostsBy).DistinctBy(post => post.FirstId)];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken stop)
    {
        if (!await FindAsync(slug, stop))
            return NotFound();
        Form = WordsForm.Of(Report.Team.Words, Report.Team.Picks);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, WordsForm form, CancellationToken stop)
    {
        if (!await FindAsync(slug, stop))
            return NotFound();
        Form = form;
        ModelState.Clear();
        var (typed, wrong) = await form.ReadAsync(networks.Find("x"), ids => words.HeldAsync(ids, stop));
        foreach (var each in wrong)
            ModelState.AddModelError("", each);
        if (!ModelState.IsValid)
            return Page();
        // A question that was taken down stands in no form any more, and its summary is not for this one to drop.
        var others = Report.Team.Words.Summaries.Where(one => !form.Summaries.ContainsKey(one.Key));
        typed = typed with { Summaries = typed.Summaries.Concat(others).ToDictionary() };
        if (await words.SaveAsync(Report.Campaign, typed, User.Name(), stop) is { } changes)
        {
            TempData.Say(changes.Count == 0 ? "Nothing was to change." : $"Saved: {string.Join(", ", changes)}. It stands on page one of the report.");
            return Redirect($"/campaigns/{slug}/report/words");
        }
        Overtaken = await words.ReadAsync(Report.Campaign.Id, stop);
        form.Version = Overtaken.Version;
        return Page();
    }

    private async Task<bool> FindAsync(string slug, CancellationToken stop)
    {
        Row = (await views.AllAsync(stop)).FirstOrDefault(row => row.Slug == slug);
        if (Row is null || await campaigns.FindAsync(slug, stop) is not { } campaign)
            return false;
        Report = await reports.MakeAsync(campaign, null, null, stop);
        return true;
    }
}
