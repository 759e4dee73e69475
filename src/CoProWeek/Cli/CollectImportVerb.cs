using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Collecting.Archives;
using CoProWeek.Networks.X.Archives;

namespace CoProWeek.Cli;

/// <summary><c>coproweek collect import FILE...</c></summary>
internal static class CollectImportVerb
{
    private const string About =
        """
        Brings archives of posts in: those that carry a hashtag of the campaign or name one of its accounts.

        What a file is, its content says; plain or .gz:
          X v2 JSON Lines        pages, or flattened, one post a line (twarc2); old and new field names
          X v1.1 JSON            lines, a list, or {"statuses": [...]}; extended or not
          X's account archive    data/tweets.js, with account.js beside it
          tables (CSV UTF-8)     the columns of twarc-csv, TAGS or rtweet
          any other table        with --mapping FILE, a JSON object of field and column:
                                   {"id": "Tweet link", "text": "Tweet", "handle": "User", "likes": "Likes"}
                                 needed: id (a number or the post's link), text, author_id or handle. There are, too: {FIELDS}.

        Importing again changes nothing; an import that was stopped is simply started again. What was removed stays removed. Numbers
        count as read when the archive says so, else when the file was last written (--as-of says otherwise). What cannot be read is
        kept, with the reason above it, in the reject file: mended, that can be imported. An archive does not count as collected time.
        """;

    public static Command Create()
    {
        var files = new Argument<string[]>("FILE") { Description = "Files of one or several archives; - is standard input.", Arity = ArgumentArity.OneOrMore };
        var campaign = CommonOptions.Campaign();
        var mapping = new Option<string?>("--mapping") { Description = "Which column of a table holds what: a JSON file.", HelpName = "FILE" };
        var rejects = new Option<string?>("--rejects") { Description = "Where what cannot be imported is kept. Default: beside the first file, with .rejects after its name.", HelpName = "FILE" };
        var asOf = CommonOptions.Day("--as-of", "The day on which the numbers were read, for archives that do not say it themselves.");
        var verb = new Command("import", About.Replace("{FIELDS}", Fields(), StringComparison.Ordinal)) { files, campaign, mapping, rejects, asOf };
        verb.SetAction(async (said, stop) =>
        {
            using var interrupted = new Interrupted(stop);
            await using var session = await Session.OpenAsync(said, interrupted.Token);
            var order = new ImportOrder
            {
                Campaign = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), interrupted.Token),
                Files = said.GetRequiredValue(files),
                Mapping = said.GetValue(mapping) is { } path ? Mapping(path) : null,
                Rejects = said.GetValue(rejects) ?? RejectsFor(said.GetRequiredValue(files)[0]),
                AsOf = said.GetValue(asOf) is { } day ? new DateTimeOffset(day, new TimeOnly(12, 0), TimeSpan.Zero) : null,
                Actor = session.Actor,
            };
            return await ImportAsync(session, order, interrupted.Token);
        });
        return verb;
    }

    private static async Task<int> ImportAsync(Session session, ImportOrder order, CancellationToken stop)
    {
        var progress = new ImportTalk();
        var totals = await RunAsync(session, order, progress, stop);
        foreach (var why in totals.Why.Concat(totals.Problems))
            Output.Say(why);
        if (totals.Broken > totals.Why.Count)
            Output.Say($"and {totals.Broken - totals.Why.Count:N0} more.");
        if (session.Json)
            Output.Json(AsJson(totals, order));
        else
            Print(totals, order);
        return totals.Problems.Count > 0 || (totals.Read > 0 && totals.Rejected == totals.Read) ? 1 : 0;
    }

    private static async Task<ImportTotals> RunAsync(Session session, ImportOrder order, ImportTalk progress, CancellationToken stop)
    {
        try
        {
            return await session.Get<ArchiveImport>().RunAsync(order, progress.Tell, stop);
        }
        catch (OperationCanceledException)
        {
            throw new VerbException("Stopped. What was written until then stands; the same import, started again, goes on with the rest.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VerbException($"What cannot be imported could not be kept: {e.Message} Say with --rejects where it may be, and start again.");
        }
        finally
        {
            progress.End();
        }
    }

    private static void Print(ImportTotals totals, ImportOrder order)
    {
        Output.Line($"{totals.Read:N0} read = {totals.New:N0} new + {totals.Held:N0} already held + {totals.Rejected:N0} rejected");
        if (totals.Broken > 0)
            Output.Line($"  {totals.Broken:N0} of the rejected could not be read or kept");
        if (totals.Elsewhere > 0)
            Output.Line($"  {totals.Elsewhere:N0} of the rejected carry nothing that {order.Campaign.Slug} looks for");
        if (totals.Rejected > 0)
            Output.Line($"  all of them are kept in {order.Rejects}");
        Output.Say($"in {totals.Took.TotalSeconds:N1} s: {totals.PerSecond:N0} posts and {totals.Bytes / 1e6 / Math.Max(totals.Took.TotalSeconds, 0.001):N1} MB a second");
    }

    private static object AsJson(ImportTotals totals, ImportOrder order) => new
    {
        totals.Read,
        totals.New,
        totals.Held,
        totals.Rejected,
        totals.Broken,
        totals.Elsewhere,
        totals.Bytes,
        seconds = Math.Round(totals.Took.TotalSeconds, 3),
        rejects = totals.Rejected > 0 ? order.Rejects : null,
        totals.Why,
        totals.Problems,
    };

    private static XTableMapping Mapping(string path)
    {
        try
        {
            return XTableMapping.Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            throw new VerbException($"The mapping {path} cannot be used: {e.Message}");
        }
    }

    private static string RejectsFor(string file) => file == "-" ? "standard-input.rejects" : $"{file}.rejects";

    private static string Fields() => string.Join(", ", XTableMapping.Fields.Where(field => field is not ("id" or "text" or "author_id" or "handle")));
}
