using System.CommandLine;
using CoProWeek.Clock;
using CoProWeek.Storage;
using Command = System.CommandLine.Command;

namespace CoProWeek.Cli;

/// <summary><c>coproweek serve</c>: the worker and the dashboard, until a signal.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var noWeb = new Option<bool>("--no-web") { Description = "The worker alone, without the dashboard." };
        var verb = new Command("serve", "Sends what is due and shows the dashboard, until stopped. The default verb.") { noWeb };
        verb.SetAction((said, stop) => RunAsync(said, !said.GetValue(noWeb), stop));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult said, bool web, CancellationToken stop)
    {
        var data = DataDirectory.Resolve(said.GetValue(CommonOptions.Data));
        var configuration = new ConfigurationManager();
        configuration.AddSources(data);
        await using var store = await Store.OpenAsync(configuration, data, durable: true, stop);
        await store.MakeReadyAsync(stop);
        await using var app = Server.Build(store, new CampaignClock(), data, web, []);
        if (await app.Services.GetRequiredService<StepMarks>().KeptAsync(stop) is not null)
            throw new VerbException($"The database of {data} is a demo's: its clock is not the real one. Give serve a data directory of its own with --data.");
        await app.StartAsync(stop);
        foreach (var address in web ? app.Urls : [])
            Output.Say($"The dashboard is at {address}");
        if (web)
            await FirstPerson.WelcomeAsync(app, stop);
        await app.WaitForShutdownAsync(stop);
        return 0;
    }
}
