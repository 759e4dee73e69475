using System.CommandLine;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Networks.Sandbox.Crowd;

namespace CoProWeek.Cli;

/// <summary><c>coproweek sandbox</c>: the practice network alone, for any client that speaks X's API.</summary>
internal static class SandboxVerb
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0 takes any free one.", HelpName = "N", DefaultValueFactory = _ => 5081 };
        var journal = new Option<FileInfo?>("--journal") { Description = "Keep what was accepted in this file, so that it survives a kill.", HelpName = "FILE" };
        var handles = new Option<string[]>("--account") { Description = "An account that exists there; may be given several times. Its keys are printed.", HelpName = "HANDLE", DefaultValueFactory = _ => ["ScotCoPro"] };
        var unlimited = new Option<bool>("--no-limits") { Description = "Lift X's rate limits." };
        var crowd = new Option<int?>("--crowd") { Description = "Let made-up people take part in a week that begins today: the same week for the same seed.", HelpName = "SEED" };
        var verb = new Command("sandbox", "Runs the practice network alone: a server that speaks X's wire format, where nothing is public.") { port, journal, handles, unlimited, crowd };
        verb.SetAction((said, stop) => RunAsync(
            new SandboxOptions
            {
                Port = said.GetValue(port),
                JournalPath = said.GetValue(journal)?.FullName,
                Accounts = [.. said.GetValue(handles)!.Select(SandboxAccount.Practice)],
                Limits = said.GetValue(unlimited) ? RateLimit.AllLifted : RateLimit.OfX,
                Crowd = said.GetValue(crowd) is { } seed ? Today(seed, said.GetValue(handles)![0], new CampaignClock().GetUtcNow().UtcDateTime.Date) : null,
            },
            said.GetValue(CommonOptions.Json),
            stop));
        return verb;
    }

    private static CrowdOptions Today(int seed, string handle, DateTime today)
    {
        var from = new DateTimeOffset(today, TimeSpan.Zero);
        return new() { Seed = seed, Hashtag = "CoProWeekScot", OurHandle = handle, From = from, WeekFrom = from, WeekTo = from.AddDays(5), Until = from.AddDays(15) };
    }

    private static async Task<int> RunAsync(SandboxOptions options, bool json, CancellationToken stop)
    {
        using var ended = new ManualStop();
        await using var server = await SandboxServer.StartAsync(options, new CampaignClock(), stop);
        if (json)
            Output.Json(new { address = server.Address, accounts = options.Accounts });
        else
            Print(server, options);
        await ended.Task;
        return 0;
    }

    private static void Print(SandboxServer server, SandboxOptions options)
    {
        Output.Line($"The sandbox is at {server.Address}, its state at {new Uri(server.Address, "/sandbox/state")}. To post there, set:");
        Output.Line($"  X__BaseUrl={server.Address}");
        foreach (var account in options.Accounts)
            Output.Line($"  X__Accounts__{account.Handle}__OAuth2Token={account.UserToken}");
    }
}
