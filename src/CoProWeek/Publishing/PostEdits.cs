using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>Saves one post by itself. It is an import of one row: the same checks, and the same voiding of an approval.</summary>
internal sealed class PostEdits(Approvals approvals, CampaignClock clock)
{
    /// <param name="campaign">As it was read.</param>
    /// <param name="before">The post as the editor read it; null for a new one.</param>
    /// <param name="after">What it should say.</param>
    /// <param name="actor">Who edits.</param>
    /// <param name="mayVoid">Whether an approval may end by it.</param>
    /// <param name="stop">Gives up.</param>
    /// <returns>Whether anything was to change.</returns>
    /// <exception cref="RefusedException">It is out or may be, or somebody else changed it meanwhile; nothing was saved.</exception>
    public async Task<bool> SaveAsync(Campaign campaign, Post? before, PostContent after, string actor, bool mayVoid, CancellationToken stop)
    {
        var row = new Differ(campaign, campaign, clock.GetUtcNow()).Compare([after], before is null ? [] : [before])[0];
        if (row.State is RowState.Locked)
            throw new RefusedException($"{after.Ref} is {row.LockedBecause}, so it stands as it is.");
        var diff = new ImportDiff { Campaign = campaign, Before = campaign, Rows = [row] };
        await approvals.ApplyAsync(diff, actor, mayVoid, stop);
        return !diff.IsEmpty;
    }
}
