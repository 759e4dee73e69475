using System.CommandLine;
using System.CommandLine.Parsing;
using CoProWeek.Campaigns;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Files;
using CoProWeek.Reporting.Sending;
using CoProWeek.Reporting.Team;

namespace CoProWeek.Cli;

/// <summary><c>coproweek report reach</c></summary>
internal static class ReportReachVerb
{
    private const int WrongUsage = 2;

    private static readonly Option<string?> Campaign = CommonOptions.Campaign();
    private static readonly Option<DateOnly?> From = CommonOptions.Day("--from", "The first day, as 2027-11-15 or 15/11/2027. Default: the campaign's first.");
    private static readonly Option<DateOnly?> To = CommonOptions.Day("--to", "The last day, inclusive. Default: the campaign's last.");

    private static readonly Option<string?> Against = new("--against")
    {
        Description = "An earlier campaign, by its slug: its figures of the same days, as they stood when it was as old as this one is, stand beside.",
        HelpName = "SLUG",
    };

    private static readonly Option<string?> Format = new("--format")
    {
        Description = "How it is written: table, json, csv (a zip of tables), xlsx or html. With --full, csv and xlsx hold every post. Default: table.",
        HelpName = "FORMAT",
    };

    private static readonly Option<bool> Pdf = new("--pdf") { Description = "Print it on A4 as a PDF. Needs Chromium on this machine." };
    private static readonly Option<bool> AsHeld = new("--no-refresh") { Description = "Use the numbers as they were last read. Otherwise every held post is looked up first, which X charges for once a day." };
    private static readonly Option<bool> Full = new("--full") { Description = "With other people's handles and words, which X's terms let you hand on to a few people only (500 posts a person a day). Without it the report may be published." };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Keep it as well, as it is now and for good: see report kept. Not with --full, for what is never changed could not be taken back." };
    private static readonly Option<string?> Out = new("--out") { Description = "Write it into this file instead of printing it; in a folder it gets a name that says of what it is.", HelpName = "FILE" };
    private static readonly Option<string?> Charts = new("--charts") { Description = "Write each chart into this folder, too, as an SVG file of its own.", HelpName = "FOLDER" };

    public static Command Create()
    {
        Format.AcceptOnlyFromAmong([.. FileForm.All.Select(form => form.Name)]);
        var verb = new Command("reach", "Writes the reach report: how often posts with the hashtag were seen, who took part, what came back, and how complete that is.")
        {
            Campaign, From, To, Against, Format, Pdf, AsHeld, Full, Keep, Out, Charts,
        };
        verb.Validators.Add(Check);
        verb.SetAction((said, stop) => RunAsync(said, stop));
        return verb;
    }

    private static void Check(CommandResult said)
    {
        var format = said.GetValue(Format);
        if (said.GetValue(CommonOptions.Json) && format is not (null or "json"))
            said.AddError($"--json and --format {format} ask for two formats: give one of them.");
        if (said.GetValue(Pdf) && (format is not null || said.GetValue(CommonOptions.Json)))
            said.AddError($"--pdf and {(format is null ? "--json" : $"--format {format}")} ask for two formats: give one of them.");
        if (said.GetValue(Keep) && said.GetValue(Full))
            said.AddError("--keep and --full do not go together: people may take back what they wrote, and a kept report is never changed.");
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken stop)
    {
        var (form, to) = (FormOf(said), said.GetValue(Out));
        if (!form.IsText && to is null && !Console.IsOutputRedirected)
        {
            Output.Say($"{form.Name.ToUpperInvariant()} is nothing for a terminal: give --out a file or a folder.");
            return WrongUsage;
        }
        if (form == FileForm.Pdf)
            PrintingBrowser.Find(); // before X is asked and paid
        await using var session = await Session.OpenAsync(said, stop);
        var campaign = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(Campaign), stop);
        var against = said.GetValue(Against) is { } earlier ? await session.Get<CampaignStore>().NamedOrOnlyAsync(earlier, stop) : null;
        if ((ReportSpan.Problem(campaign, said.GetValue(From), said.GetValue(To)) ?? (against is null ? null : AgedFigures.Problem(campaign, against))) is { } problem)
        {
            Output.Say(problem);
            return WrongUsage;
        }
        if (!said.GetValue(AsHeld) && await CollectRefreshVerb.RefreshAsync(session, campaign, stop) is null)
            Output.Say("The report goes by the numbers as they were last read, and says when that was.");
        await using var made = await session.Get<ReachFiles>().MakeAsync(campaign, said.GetValue(From), said.GetValue(To), against, form, said.GetValue(Full), stop);
        await ReportOutput.PutAsync(made.Content, made.Name, to, stop);
        if (said.GetValue(Charts) is { } folder)
            await ReportOutput.PutChartsAsync(made.Report, folder, stop);
        if (said.GetValue(Keep))
            Output.Say($"It is kept: coproweek report kept {(await session.Get<KeptReports>().KeepAsync(made.Report, session.Actor, stop)).Id}");
        return 0;
    }

    private static FileForm FormOf(ParseResult said) =>
        said.GetValue(Pdf) ? FileForm.Pdf : FileForm.All.Single(form => form.Name == (said.GetValue(Format) ?? (said.GetValue(CommonOptions.Json) ? "json" : "table")));
}
