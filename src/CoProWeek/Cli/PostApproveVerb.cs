using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;

namespace CoProWeek.Cli;

/// <summary><c>coproweek post approve ID | --day DATE | --all</c></summary>
internal static class PostApproveVerb
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("ID") { Description = "Posts by their id in the plan, or their number.", Arity = ArgumentArity.ZeroOrMore };
        var day = CommonOptions.Day("--day", "Every draft of this day, as 2027-11-15 or 15/11/2027.");
        var all = new Option<bool>("--all") { Description = "Every draft that has a date.", Arity = ArgumentArity.Zero };
        var campaign = CommonOptions.Campaign();
        var verb = new Command("approve", "Approves posts as they stand now and queues them. Any change of what would be said takes it back.") { ids, day, all, campaign };
        verb.Validators.Add(result =>
        {
            var ways = (result.GetValue(ids) is { Length: > 0 } ? 1 : 0) + (result.GetResult(day) is null ? 0 : 1) + (result.GetValue(all) ? 1 : 0);
            if (ways != 1)
                result.AddError("Say which posts: their ids, or --day DATE, or --all.");
        });
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var posts = said.GetValue(ids) is { Length: > 0 } named
                ? await FindAsync(session, plan, named, stop)
                : Drafts(await session.Get<PostStore>().ListAsync(plan, said.GetValue(day), stop));
            return await ApproveAsync(session, plan, posts, stop);
        });
        return verb;
    }

    private static async Task<IReadOnlyList<Post>> FindAsync(Session session, Campaign campaign, string[] named, CancellationToken stop)
    {
        var found = new List<Post>();
        foreach (var id in named)
            found.Add(await session.Get<PostStore>().FindAsync(campaign, id, stop));
        return found;
    }

    private static List<Post> Drafts(IReadOnlyList<Post> posts) => [.. posts.Where(post => !post.IsApproved && !post.IsSpare)];

    /// <summary>Each post by itself: one that cannot be approved keeps no other from it.</summary>
    private static async Task<int> ApproveAsync(Session session, Campaign campaign, IReadOnlyList<Post> posts, CancellationToken stop)
    {
        var done = new List<Approved>();
        foreach (var post in posts)
            done.Add(await ApproveAsync(session, campaign, post, stop));
        if (session.Json)
            Output.Json(done);
        else
            Output.Table(["ID", "RESULT"], done.Select(one => new[] { one.Id, one.Result }));
        Output.Say($"{done.Count(one => one.Ok)} approved by {session.Actor}, {done.Count(one => !one.Ok)} not.");
        return done.TrueForAll(one => one.Ok) ? 0 : 1;
    }

    private static async Task<Approved> ApproveAsync(Session session, Campaign campaign, Post post, CancellationToken stop)
    {
        try
        {
            var queued = await session.Get<Approvals>().ApproveAsync(campaign, post, session.Actor, stop);
            return new Approved(post.Content.Ref, true, queued ? "approved and queued" : $"approved already, by {post.ApprovedBy}");
        }
        catch (RefusedException e)
        {
            return new Approved(post.Content.Ref, false, "not approved: " + e.Message);
        }
    }

    private sealed record Approved(string Id, bool Ok, string Result);
}
