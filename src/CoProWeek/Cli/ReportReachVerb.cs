using System.CommandLine;
using System.Text;
using CoProWeek.Campaigns;
using CoProWeek.Reporting;

namespace CoProWeek.Cli;

/// <summary><c>coproweek report reach</c></summary>
internal static class ReportReachVerb
{
    private const int WrongUsage = 2;

    private static readonly string[] Formats = ["table", "json", "csv", "html"];

    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var from = CommonOptions.Day("--from", "The first day, as 2027-11-15 or 15/11/2027. Default: the campaign's first.");
        var to = CommonOptions.Day("--to", "The last day, inclusive. Default: the campaign's last.");
        var format = new Option<string?>("--format") { Description = "How it is written: table, json, csv or html. Default: table.", HelpName = "FORMAT" };
        var asHeld = new Option<bool>("--no-refresh") { Description = "Use the numbers as they were last read. Otherwise every held post is looked up first, which X charges for once a day." };
        var full = new Option<bool>("--full") { Description = "With other people's handles and words, which X's terms let you hand on to a few people only (500 posts a person a day). Without it the report may be published." };
        var file = new Option<FileInfo?>("--out") { Description = "Write it into this file instead of printing it.", HelpName = "FILE" };
        format.AcceptOnlyFromAmong(Formats);
        var verb = new Command("reach", "Writes the reach report: how often posts with the hashtag were seen, who took part, what came back, and how complete that is.") { campaign, from, to, format, asHeld, full, file };
        verb.Validators.Add(said =>
        {
            if (said.GetValue(CommonOptions.Json) && said.GetValue(format) is not (null or "json"))
                said.AddError($"--json and --format {said.GetValue(format)} ask for two formats: give one of them.");
        });
        verb.SetAction((said, stop) => RunAsync(said, said.GetValue(campaign), (said.GetValue(from), said.GetValue(to)), said.GetValue(format), !said.GetValue(asHeld), said.GetValue(full), said.GetValue(file), stop));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult said, string? slug, (DateOnly? From, DateOnly? To) days, string? format, bool anew, bool full, FileInfo? file, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(said, stop);
        var campaign = await session.Get<CampaignStore>().NamedOrOnlyAsync(slug, stop);
        if (ReportSpan.Problem(campaign, days.From, days.To) is { } problem)
        {
            Output.Say(problem);
            return WrongUsage;
        }
        if (anew && await CollectRefreshVerb.RefreshAsync(session, campaign, stop) is null)
            Output.Say("The report goes by the numbers as they were last read, and says when that was.");
        var report = await session.Get<ReachReports>().MakeAsync(campaign, days.From, days.To, stop);
        var written = await WriteAsync(full ? report : report.WithoutNames(), format ?? (session.Json ? "json" : "table"));
        await PutAsync(written, file, stop);
        return 0;
    }

    private static async Task<byte[]> WriteAsync(ReachReport report, string format) => format switch
    {
        "csv" => ReachCsv.Write(report),
        "html" => Encoding.UTF8.GetBytes(await ReachHtml.FileAsync(report)),
        "json" => Encoding.UTF8.GetBytes(ReachJson.Write(report) + "\n"),
        _ => Encoding.UTF8.GetBytes(ReachTable.Write(report)),
    };

    private static async Task PutAsync(byte[] written, FileInfo? file, CancellationToken stop)
    {
        if (file is null)
        {
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(written, stop);
            return;
        }
        try
        {
            await File.WriteAllBytesAsync(file.FullName, written, stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException($"The report could not be written to {file.FullName}: {e.Message} Name a file that may be written with --out.");
        }
        Output.Say($"The report is in {file.FullName}");
    }
}
