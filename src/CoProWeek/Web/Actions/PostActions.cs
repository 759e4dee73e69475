using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using CoProWeek.Publishing.Checks;

namespace CoProWeek.Web;

/// <summary>What the buttons do, by the same hands as the command line's, and what the page then says.</summary>
internal sealed class PostActions(CampaignStore campaigns, Approvals approvals, Interventions hand, CheckActions checks)
{
    /// <summary>Names one state of a post's words, so that nobody approves what they have not read.</summary>
    public static string Mark(DateTimeOffset editedAt) => editedAt.UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <returns>What was done, in a sentence.</returns>
    /// <exception cref="RefusedException">It cannot be done as things stand.</exception>
    public async Task<string> DoAsync(Post post, string campaign, ActForm form, string actor, CancellationToken stop)
    {
        var (id, account) = (post.Id, form.Account);
        return form.What switch
        {
            "approve" => await ApproveAsync(post, campaign, form.Seen, actor, stop),
            "draft" => await DraftAsync(post, actor, stop),
            "hold" => Moved(post, await hand.HoldAsync(id, $"Held by {actor}.", actor, stop, account),
                "Held. It does not go out until somebody resumes it.", "Only a queued post can be held."),
            "resume" => Moved(post, await hand.ResumeAsync(id, actor, stop, account),
                "Back in the queue.", "Only a held post can be resumed; one in doubt is settled first."),
            "send-now" => Moved(post, await hand.SendNowAsync(id, actor, stop, account),
                "It goes out now.", "Only a queued or held post whose latest has not passed can be sent now. Otherwise give it a new time and approve it again."),
            "send-anyway" => Moved(post, await checks.SendAnywayAsync(id, account, actor, stop),
                "It goes out, whatever looks like it there.", "Only a post that looks already posted, and whose latest has not passed, can be sent anyway."),
            "mark-done" => Moved(post, await checks.MarkDoneAsync(id, account, actor, stop),
                "Kept as sent, with that link.", "There is nothing that looks already posted."),
            "do-not-wait" => Moved(post, await checks.DoNotWaitAsync(id, account, actor, stop),
                "It goes out at its time, whether its page is there or not.", "Only a queued post waits for its page."),
            "hold-if-fails" => Moved(post, await checks.HoldIfFailsAsync(id, hold: true, actor, stop),
                "If something is wrong shortly before its slot, it is held.", "It is held already if something is wrong."),
            "warn-if-fails" => Moved(post, await checks.HoldIfFailsAsync(id, hold: false, actor, stop),
                "If something is wrong the managers are told, and it goes out all the same.", "It goes out already even if something is wrong."),
            "did-not" => Moved(post, await hand.DidNotGoOutAsync(id, account, actor, stop),
                "Settled: it did not go out. It is sent again if there is still time.", "There is nothing in doubt to settle."),
            "went-out" => Moved(post, await hand.WentOutAsync(id, account, (form.Link ?? "").Trim(), actor, stop),
                "Kept as sent, with its link.", "There is nothing left to give a link for."),
            _ => throw new RefusedException($"\"{form.What}\" is nothing that this page can do. Open the post anew and use its buttons."),
        };
    }

    private async Task<string> ApproveAsync(Post post, string campaign, string? seen, string actor, CancellationToken stop)
    {
        if (seen != Mark(post.EditedAt))
            throw new RefusedException($"{post.EditedBy} changed it while you were reading. This is how it stands now: read it again, then approve it.");
        var plan = await campaigns.NamedOrOnlyAsync(campaign, stop);
        return await approvals.ApproveAsync(plan, post, actor, stop)
            ? $"Approved. It goes out {new WallClock(plan.TimeZone).DayAndTime(post.SlotAt!.Value)}."
            : $"It was approved already, by {post.ApprovedBy}.";
    }

    private async Task<string> DraftAsync(Post post, string actor, CancellationToken stop)
    {
        await approvals.CancelAsync(post, $"approval taken back by {actor}", actor, stop);
        return "It is a draft again, and nothing of it goes out until it is approved.";
    }

    private static string Moved(Post post, int moved, string done, string otherwise) =>
        moved > 0 ? done : throw new RefusedException($"It is {PostStatus.Of(post)} by now. {otherwise}");
}
