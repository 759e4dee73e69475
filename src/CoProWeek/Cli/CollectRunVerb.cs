using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting;

namespace CoProWeek.Cli;

/// <summary><c>coproweek collect run</c></summary>
internal static class CollectRunVerb
{
    /// <summary>X's search looks back this far: an ended watch may still be brought to its end.</summary>
    private static readonly TimeSpan Reach = TimeSpan.FromDays(7);

    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var verb = new Command("run", "Looks for new posts now. A running serve does this by itself every few minutes.") { campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var looks = await LookAsync(session, plan, stop);
            Print(session, plan, looks);
            return looks.TrueForAll(look => look.Came is null or { Problem: "" }) ? 0 : 1;
        });
        return verb;
    }

    private static async Task<List<Look>> LookAsync(Session session, Campaign plan, CancellationToken stop)
    {
        var now = session.Get<CampaignClock>().GetUtcNow();
        var watches = session.Get<WatchStore>();
        await watches.SyncAsync(now, stop);
        var looks = new List<Look>();
        foreach (var watch in await watches.OfCampaignAsync(plan.Id, stop))
        {
            if (watch.FromAt <= now && now < watch.UntilAt + Reach)
                looks.Add(new Look(watch.Sought, await session.Get<Collector>().CollectAsync(watch.Id, evenIfNotDue: true, stop)));
        }
        return looks;
    }

    private static void Print(Session session, Campaign plan, List<Look> looks)
    {
        if (session.Json)
        {
            Output.Json(looks.Select(look => new { sought = look.Sought, posts = look.Came?.Posts, newPosts = look.Came?.NewPosts, problem = look.Came?.Problem }));
            return;
        }
        foreach (var look in looks)
            Output.Line($"{look.Sought}: {InWords(look.Came)}");
        if (looks.Count == 0)
            Output.Say($"Nothing of {plan.Slug} is looked for today: coproweek collect status");
    }

    private static string InWords(Collected? came) => came switch
    {
        null => "another process is looking for it just now",
        { Problem: not "" } => came.Problem,
        _ => $"{came.NewPosts} new, of {came.Posts} read",
    };

    private sealed record Look(string Sought, Collected? Came);
}
