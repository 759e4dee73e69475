using System.CommandLine;
using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Storage;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary>
/// One binary, many verbs. Data goes to standard output, talk to standard error; exit code 0 done, 1 failed, 2 wrong usage.
/// </summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    /// <summary>"@ScotCoPro" is a handle, and no file to read arguments from.</summary>
    private static readonly ParserConfiguration AsTyped = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args.Length == 0 ? ["serve"] : args, AsTyped);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"See: {string.Join(' ', ["coproweek", .. Path(parsed.CommandResult), "--help"])}");
            return WrongUsage;
        }
        return await InvokeAsync(parsed);
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Plans a campaign's posts, sends each to X exactly once and on time or not at all with a reason, and says what became of it.")
        {
            ServeVerb.Create(), DemoVerb.Create(), SandboxVerb.Create(),
            PlanVerbs.Create(), PostVerbs.Create(), CollectVerbs.Create(), ReportVerbs.Create(), UserVerbs.Create(),
            MigrateVerb.Create(), BackupVerb.Create(), RestoreVerb.Create(), CheckVerb.Create(),
        };
        foreach (var option in CommonOptions.All)
            root.Add(option);
        return root;
    }

    private static async Task<int> InvokeAsync(ParseResult parsed)
    {
        try
        {
            // The host owns the signals: a send under way is recorded before the process ends.
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null, EnableDefaultExceptionHandler = false });
        }
        catch (Exception e) when (Explain(e) is { } why)
        {
            await Console.Error.WriteLineAsync(why);
            return Failed;
        }
    }

    /// <summary>What people can act on is said in a sentence; anything else is a fault of ours and shows its trace.</summary>
    private static string? Explain(Exception e) => e switch
    {
        RefusedException or PersonException or EmbeddedPostgresException or SchemaException or DumpException or VerbException => e.Message,
        Microsoft.Extensions.Options.OptionsValidationException invalid => $"The configuration is wrong:\n  {string.Join("\n  ", invalid.Failures)}",
        NpgsqlException { InnerException: System.Net.Sockets.SocketException inner } => $"The database does not answer: {inner.Message}. Check ConnectionStrings:CoProWeek, and that the server runs.",
        OperationCanceledException => "Stopped.",
        _ => null,
    };

    private static IEnumerable<string> Path(System.CommandLine.Parsing.CommandResult? result)
    {
        if (result?.Parent is not System.CommandLine.Parsing.CommandResult parent)
            return [];
        return [.. Path(parent), result.Command.Name];
    }
}

/// <summary>A verb could not do what it was asked; the message says why and what to do.</summary>
internal sealed class VerbException(string message) : Exception(message);
