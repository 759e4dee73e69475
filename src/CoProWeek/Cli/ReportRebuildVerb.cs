using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Collecting.Rollups;

namespace CoProWeek.Cli;

/// <summary><c>coproweek report rebuild</c></summary>
internal static class ReportRebuildVerb
{
    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var verb = new Command("rebuild", "Adds up anew what the reach report adds up, from the posts themselves, and says whether what was kept was the same. It never needs to be run: it is for whoever wants to see it.") { campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var rebuilt = await session.Get<RollupStore>().RebuildAsync(plan, stop);
            if (session.Json)
                Output.Json(new { campaign = plan.Slug, rebuilt.Posts, seconds = Math.Round(rebuilt.Took.TotalSeconds, 3), postsASecond = Math.Round(rebuilt.Rate), rebuilt.Differed });
            else
                Output.Line(InWords(plan, rebuilt));
            return rebuilt.Differed.Count == 0 ? 0 : 1;
        });
        return verb;
    }

    private static string InWords(Campaign plan, Rebuilt rebuilt)
    {
        var made = $"{plan.Slug}: {rebuilt.Posts:N0} posts added up anew in {rebuilt.Took.TotalSeconds:0.0} s ({rebuilt.Rate:N0} a second).";
        return rebuilt.Differed.Count == 0
            ? $"{made} What was kept was the same."
            : $"{made} What was kept in {string.Join(", ", rebuilt.Differed)} was not the same: reports made before now may have been wrong. The new sums are kept. Tell whoever looks after CoProWeek, with this line.";
    }
}
