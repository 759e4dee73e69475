using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Reporting;
using CoProWeek.Reporting.Ties;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary><c>coproweek report ties</c></summary>
internal static class ReportTiesVerb
{
    private const int WrongUsage = 2;

    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var from = CommonOptions.Day("--from", "The first day, as 2027-11-15 or 15/11/2027. Default: the campaign's first.");
        var to = CommonOptions.Day("--to", "The last day, inclusive. Default: the campaign's last.");
        var full = new Option<bool>("--full") { Description = "With other people's handles, which X's terms let you not publish. Without it they are numbers." };
        var file = new Option<FileInfo?>("--out") { Description = "Write it into this file instead of printing it, such as ties.gexf.", HelpName = "FILE" };
        var verb = new Command("ties", "Writes who answers, quotes and names whom as GEXF, for Gephi. With --json, the ten strongest ties instead.") { campaign, from, to, full, file };
        verb.Validators.Add(said =>
        {
            if (said.GetValue(CommonOptions.Json) && said.GetValue(file) is not null)
                said.AddError("--json prints the ten strongest ties and --out writes all of them as GEXF: give one of them.");
        });
        verb.SetAction((said, stop) => RunAsync(said, said.GetValue(campaign), (said.GetValue(from), said.GetValue(to)), said.GetValue(full), said.GetValue(file), stop));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult said, string? slug, (DateOnly? From, DateOnly? To) days, bool full, FileInfo? file, CancellationToken stop)
    {
        await using var session = await Session.OpenAsync(said, stop);
        var campaign = await session.Get<CampaignStore>().NamedOrOnlyAsync(slug, stop);
        if (ReportSpan.Problem(campaign, days.From, days.To) is { } problem)
        {
            Output.Say(problem);
            return WrongUsage;
        }
        var span = ReportSpan.Of(campaign, days.From, days.To);
        if (session.Json)
            Output.Json(Json(await session.Get<TieStore>().ReadAsync(campaign, span, stop), full));
        else
            await PutAsync(file, async to =>
            {
                await using var graph = await TieGraph.OpenAsync(session.Get<NpgsqlDataSource>(), campaign, span, stop);
                await Gexf.WriteAsync(to, graph, campaign, span, session.Get<CampaignClock>().GetUtcNow(), full, stop);
            });
        return 0;
    }

    private static object Json(TieSums sums, bool full) => new
    {
        mode = full ? "full" : "aggregates",
        sums.Accounts,
        ties = sums.Pairs,
        strongest = sums.Strongest.Select(tie => new
        {
            from = tie.From.Label(full),
            to = tie.To.Label(full),
            tie.Edge.Posts,
            tie.Edge.Answers,
            tie.Edge.Quotes,
            tie.Edge.Namings,
        }),
    };

    private static async Task PutAsync(FileInfo? file, Func<Stream, Task> write)
    {
        if (file is null)
        {
            await using var output = Console.OpenStandardOutput();
            await write(output);
            return;
        }
        try
        {
            await using var output = file.Create();
            await write(output);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException($"The ties could not be written to {file.FullName}: {e.Message} Name a file that may be written with --out.");
        }
        Output.Say($"The ties are in {file.FullName}");
    }
}
