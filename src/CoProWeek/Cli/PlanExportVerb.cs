using System.CommandLine;
using CoProWeek.Campaigns;

namespace CoProWeek.Cli;

/// <summary><c>coproweek plan export FOLDER</c></summary>
internal static class PlanExportVerb
{
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo>("FOLDER") { Description = "Where campaign.json, plan.csv and the pictures are written." };
        var campaign = CommonOptions.Campaign();
        var verb = new Command("export", "Writes a campaign and its plan out; importing that again changes nothing.") { folder, campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var target = said.GetRequiredValue(folder).FullName;
            var files = await session.Get<PlanExport>().WriteAsync(plan, target, stop);
            if (session.Json)
                Output.Json(new { folder = target, files });
            else
                Output.Line($"{files.Count} files in {target}: {string.Join(", ", files)}");
        });
        return verb;
    }
}
