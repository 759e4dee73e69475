using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Reporting.Sending;

namespace CoProWeek.Cli;

/// <summary><c>coproweek report kept</c></summary>
internal static class ReportKeptVerb
{
    private static readonly string[] Formats = ["html", "json"];

    public static Command Create()
    {
        var id = new Argument<long?>("ID") { Description = "Its number. Without one, all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var campaign = CommonOptions.Campaign();
        var format = new Option<string?>("--format") { Description = "Which of its two files: html or json. Default: html.", HelpName = "FORMAT" };
        var file = new Option<string?>("--out") { Description = "Write it into this file instead of printing it; in a folder it gets its name of then.", HelpName = "FILE" };
        format.AcceptOnlyFromAmong(Formats);
        var verb = new Command("kept", "Lists the reports that were sent or kept, or writes one as it was then, to the byte.") { id, campaign, format, file };
        verb.Validators.Add(said =>
        {
            if (said.GetValue(id) is null && (said.GetValue(format) is not null || said.GetValue(file) is not null))
                said.AddError("--format and --out are about one report: give its ID. Without any of them all are listed.");
        });
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            if (said.GetValue(id) is { } one)
                await PutAsync(session, plan, one, said.GetValue(format) == "json" || session.Json, said.GetValue(file), stop);
            else
                List(session, plan, await session.Get<KeptReports>().ListAsync(plan.Id, stop));
            return 0;
        });
        return verb;
    }

    private static async Task PutAsync(Session session, Campaign plan, long id, bool json, string? to, CancellationToken stop)
    {
        var reports = session.Get<KeptReports>();
        var kept = await reports.FindAsync(plan.Id, id, stop) ?? throw new RefusedException($"No report of {plan.Slug} is kept as number {id}. See those that are: coproweek report kept");
        using var content = new MemoryStream(json ? await reports.JsonAsync(kept, stop) : await reports.HtmlAsync(kept, stop));
        await ReportOutput.PutAsync(content, $"{kept.FileName}.{(json ? "json" : "html")}", to, stop);
    }

    private static void List(Session session, Campaign plan, IReadOnlyList<KeptReport> all)
    {
        var clock = new WallClock(plan.TimeZone);
        if (session.Json)
            Output.Json(all.Select(one => new { one.Id, one.Kind, from = one.FromDay, to = one.ToDay, madeAt = WallClock.Machine(one.MadeAt), one.MadeBy, dueAt = one.DueAt is { } due ? WallClock.Machine(due) : null, one.Recipients, one.Note, one.Sentence, one.FileName, htmlSha256 = one.HtmlHash, jsonSha256 = one.JsonHash }));
        else if (all.Count == 0)
            Output.Say($"No report of {plan.Slug} is kept yet: coproweek report reach --keep");
        else
            Output.Table(["ID", "DAYS", "KIND", "MADE", "BY", "SENT TO", "SHA-256"], all.Select(one => new[] { $"{one.Id}", one.Days, one.Kind, clock.Whole(one.MadeAt), one.MadeBy, $"{one.Recipients.Length}", one.HtmlHash[..12] }));
    }
}
