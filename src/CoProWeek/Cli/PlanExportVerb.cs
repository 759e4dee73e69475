using System.CommandLine;
using CoProWeek.Campaigns;

namespace CoProWeek.Cli;

/// <summary><c>coproweek plan export TO</c></summary>
internal static class PlanExportVerb
{
    public static Command Create()
    {
        var to = new Argument<string>("TO") { Description = "A folder for campaign.json, plan.csv and the pictures; or a file: week.zip holds the same, week.xlsx is a workbook, week.csv the plan alone." };
        var campaign = CommonOptions.Campaign();
        var verb = new Command("export", "Writes a campaign and its plan out; importing that again changes nothing.") { to, campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var target = Path.GetFullPath(said.GetRequiredValue(to));
            var files = await session.Get<PlanExport>().WriteAsync(plan, target, stop);
            if (session.Json)
                Output.Json(new { folder = target, files });
            else
                Output.Line($"{files.Count} files in {target}: {string.Join(", ", files)}");
        });
        return verb;
    }
}
