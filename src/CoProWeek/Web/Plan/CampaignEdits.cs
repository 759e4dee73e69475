using CoProWeek.Campaigns;
using CoProWeek.Publishing;

namespace CoProWeek.Web;

/// <summary>Saves a campaign's settings as an import of them alone would: posts whose instant moves with a slot or the zone are drafts again.</summary>
internal sealed class CampaignEdits(CampaignStore campaigns, PlanImport import, Approvals approvals)
{
    /// <exception cref="RefusedException">A new one has the slug of another, or an account is left out that posts go to.</exception>
    public async Task<string> SaveAsync(Campaign campaign, bool isNew, string actor, CancellationToken stop)
    {
        if (isNew && await campaigns.FindAsync(campaign.Slug, stop) is { } other)
            throw new RefusedException($"There is a week with the address \"{other.Slug}\" already: {other.Name}. Give this one another.");
        var prepared = await import.PrepareAsync(campaign, stop);
        if (prepared.Diff is not { } diff)
            throw new RefusedException(string.Join(" ", prepared.Problems.Select(problem => $"{problem.Column}: {problem.Wrong}.")));
        await approvals.ApplyAsync(diff, actor, mayVoid: true, stop);
        var moved = diff.ChangedPostIds.Count;
        return isNew ? $"{campaign.Name} is set up. Its plan is empty." : diff.IsEmpty ? "Nothing was to change." : moved == 0 ? "Saved." : $"Saved. {moved} {(moved == 1 ? "post moves" : "posts move")} with it; those that were approved are drafts again.";
    }
}
