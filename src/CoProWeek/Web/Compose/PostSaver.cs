using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Publishing;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Saves what was composed, and approves it where a manager says so.</summary>
internal sealed class PostSaver(PostEdits edits, Approvals approvals, PostStore posts, NetworkList networks, CampaignClock clock)
{
    /// <summary>Why it could not be approved if it were saved now; asked before, so that nothing is half done.</summary>
    public IReadOnlyList<string> ProblemsOf(Desk desk, PostContent content, string actor)
    {
        if (content.Kind == "")
            return [];
        var (slotAt, latestAt) = Planner.Plan(content, desk.Campaign);
        var same = desk.Post is { } before && ContentHash.Of(before.Content, desk.Campaign) == ContentHash.Of(content, desk.Campaign);
        var post = (desk.Post ?? new Post()) with { Content = content, SlotAt = slotAt, LatestAt = latestAt, EditedBy = same ? desk.Post!.EditedBy : actor };
        return ApprovalRules.ProblemsOf(desk.Campaign, post, networks, actor, clock.GetUtcNow());
    }

    /// <returns>The post as it stands now.</returns>
    /// <exception cref="RefusedException">It was not saved.</exception>
    public async Task<Post> SaveAsync(Desk desk, PostContent content, string actor, bool mayVoid, CancellationToken stop)
    {
        try
        {
            await edits.SaveAsync(desk.Campaign, desk.Post, content, actor, mayVoid, stop);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation)
        {
            throw new RefusedException($"Somebody else has just made a post \"{content.Ref}\". Give yours another id, or leave it empty.");
        }
        return await posts.FindAsync(desk.Campaign, content.Ref, stop);
    }

    /// <summary>Approves it if it says what was saved: what somebody else saved a moment later was read by nobody here.</summary>
    /// <returns>What to say of it.</returns>
    public async Task<string> ApproveAsync(Desk desk, Post post, PostContent saved, string actor, CancellationToken stop)
    {
        if (ContentHash.Of(post.Content, desk.Campaign) != ContentHash.Of(saved, desk.Campaign))
            return $"Saved, but not approved: {post.EditedBy} changed it a moment later. Read it, then approve it.";
        try
        {
            return await approvals.ApproveAsync(desk.Campaign, post, actor, stop)
                ? $"Saved and approved: it goes out {desk.Row.Clock.DayAndTime(post.SlotAt!.Value)}."
                : "Nothing was changed, and it was approved already.";
        }
        catch (RefusedException e)
        {
            return $"Saved as a draft, but not approved. {e.Message}";
        }
    }
}
