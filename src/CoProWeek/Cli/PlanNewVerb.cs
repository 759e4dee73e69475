using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Publishing;

namespace CoProWeek.Cli;

/// <summary><c>coproweek plan new --from SLUG --start DATE</c></summary>
internal static class PlanNewVerb
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The campaign to start from, by its slug.", HelpName = "SLUG", Required = true };
        var start = CommonOptions.Day("--start", "The first day of the new week, as 2028-11-13 or 13/11/2028.");
        start.Required = true;
        var slug = new Option<string?>("--slug") { Description = "The new campaign's slug. Default: the old one's, with the year.", HelpName = "SLUG" };
        var verb = new Command("new", "Starts a campaign from an earlier one: every date moved, everything a draft.") { from, start, slug };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var source = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetRequiredValue(from), stop);
            var diff = await session.Get<CampaignCopy>().PrepareAsync(source, said.GetRequiredValue(start)!.Value, said.GetValue(slug), stop);
            await session.Get<Approvals>().ApplyAsync(diff, session.Actor, mayVoid: true, stop);
            PlanImportVerb.Print(session, diff, dryRun: false);
        });
        return verb;
    }
}
