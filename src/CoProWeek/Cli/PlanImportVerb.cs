using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;
using CoProWeek.Networks;
using CoProWeek.Publishing;

namespace CoProWeek.Cli;

/// <summary><c>coproweek plan import FILE</c></summary>
internal static class PlanImportVerb
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "A folder or a zip with campaign.json, plan.csv and pictures; one or both of those files; or a workbook (.xlsx), in a zip or a folder with its pictures or alone.", Arity = ArgumentArity.OneOrMore };
        var campaign = CommonOptions.Campaign();
        var dryRun = new Option<bool>("--dry-run") { Description = "Show the difference and change nothing." };
        var verb = new Command("import", "Brings a plan in and prints what it changes, row by row. It never approves; what it changes is a draft again. With anything wrong in the files, all of it is listed and nothing is imported.") { files, campaign, dryRun };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            using var package = PlanPackage.Open(said.GetRequiredValue(files));
            var prepared = await session.Get<PlanImport>().PrepareAsync(package.Paths, said.GetValue(campaign), stop);
            if (prepared.Diff is not { } diff)
                return Refuse(session, prepared);
            if (!said.GetValue(dryRun))
                await session.Get<Approvals>().ApplyAsync(diff, session.Actor, mayVoid: true, stop);
            Print(session, diff, said.GetValue(dryRun));
            return 0;
        });
        return verb;
    }

    private static int Refuse(Session session, PreparedImport prepared)
    {
        if (session.Json)
            Output.Json(new { imported = false, problems = prepared.Problems });
        foreach (var problem in prepared.Problems)
            Output.Say($"{problem}");
        Output.Say($"{prepared.Problems.Count} problem(s). Nothing was imported.");
        return 1;
    }

    internal static void Print(Session session, ImportDiff diff, bool dryRun)
    {
        if (session.Json)
            Output.Json(new { imported = !dryRun, campaign = diff.Campaign.Slug, costUsd = PlanCost.Of(diff, session.Get<NetworkList>()), rows = diff.Rows.Select(Row), warnings = diff.Warnings });
        else
            Output.Line($"{ImportDiffText.Of(diff).TrimEnd()}\n  What is still to go out will cost about ${PlanCost.Of(diff, session.Get<NetworkList>()):0.00} by the prices in X:Prices.");
        if (dryRun)
            Output.Say("A dry run: nothing was changed.");
        else if (diff.Drafts > 0)
            Output.Say($"{diff.Drafts} drafts: approve with: coproweek post approve --all --campaign {diff.Campaign.Slug}");
        else
            Output.Say("No drafts: every post with a date is approved or out.");
    }

    private static object Row(DiffRow row) => new { id = row.Content.Ref, state = row.State, row.SlotAt, row.LatestAt, row.Changes, locked = row.LockedBecause, row.HasPassed };
}
