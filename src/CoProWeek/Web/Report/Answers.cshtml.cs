using CoProWeek.Campaigns;
using CoProWeek.Reporting.Team;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>What did people answer to our questions?</summary>
internal sealed class AnswersModel(CampaignsView views, CampaignStore campaigns, TeamReports team) : PageModel
{
    /// <summary>A page of them weighs no more than any other.</summary>
    private const int MostLetters = 60_000;

    public CampaignRow? Row { get; private set; }

    public IReadOnlyList<QuestionSaid> Questions { get; private set; } = [];

    /// <summary>The one whose answers are listed.</summary>
    public QuestionSaid? Chosen { get; private set; }

    /// <summary>Its answers, one a line, as far as there is room.</summary>
    public IReadOnlyList<Answered> Listed { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, long? question, CancellationToken stop)
    {
        Row = (await views.AllAsync(stop)).FirstOrDefault(row => row.Slug == slug);
        if (Row is null || await campaigns.FindAsync(slug, stop) is not { } campaign)
            return NotFound();
        Questions = await team.QuestionsAsync(campaign, question, stop);
        Chosen = Questions.FirstOrDefault(one => one.Asked.PostId == question);
        var letters = 0;
        Listed = [.. (Chosen?.Said ?? []).TakeWhile(answer => (letters += answer.Line.Length) <= MostLetters)];
        return Page();
    }
}
