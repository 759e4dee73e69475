using System.CommandLine;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Reporting;
using CoProWeek.Storage;
using Command = System.CommandLine.Command;

namespace CoProWeek.Cli;

/// <summary>
/// <c>coproweek demo</c>: the sample week, lived in minutes. Everything in it is the real thing (worker, Quartz, the X
/// client over HTTP, Postgres) but for the network, which is the sandbox, and the clock, which steps.
/// </summary>
internal static class DemoVerb
{
    private const double DefaultSpeed = 105;

    public static Command Create()
    {
        var exit = new Option<bool>("--exit") { Description = "End when the week is over: code 0 if every post went out once and in time, else 1." };
        var speed = new Option<double>("--speed")
        {
            Description = "At most this many minutes of the week in a second.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultSpeed,
        };
        speed.Validators.Add(result =>
        {
            if (result.GetValue(speed) <= 0)
                result.AddError("--speed takes a number above 0.");
        });
        var verb = new Command("demo", "Lives the sample week in about two minutes on a practice network, with a private database beside the real one. Killed, it resumes; finished, it begins anew.") { exit, speed };
        verb.SetAction((said, stop) => RunAsync(said, said.GetValue(exit), said.GetValue(speed), stop));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult said, bool exit, double speed, CancellationToken stop)
    {
        var data = DataDirectory.ResolveForDemo(said.GetValue(CommonOptions.Data));
        using var alone = DemoLock.Take(data);
        await using var store = await DemoData.OpenAsync(data, stop);
        var mark = await DemoData.MakeReadyAsync(store, data, stop);
        var clock = new StepClock(mark?.At ?? DateTimeOffset.UnixEpoch);
        var sample = await DemoSample.ReadAsync(stop);
        await using var sandbox = await DemoNetwork.StartAsync(data, sample, clock, stop);
        await using var app = Server.Build(store, clock, data, web: true, DemoNetwork.Settings(sandbox, sample.Handles));
        if (clock.GetUtcNow() < DemoWeek.Begun)
            await DemoWeek.BeginAsync(app.Services, clock, stop);
        else
            Output.Say($"Going on with the week that was stopped on {mark!.At:ddd d MMM yyyy HH:mm} UTC.");
        await app.StartAsync(stop);
        Output.Say($"The dashboard is at {app.Urls.First()}");
        Output.Say($"This link signs you in, once: {await FirstPerson.OfDemoAsync(app, stop)}");
        alone.Tell($"its dashboard is at {app.Urls.First()}");
        var good = await LiveAsync(app, store, sandbox, clock, data, sample.End, speed);
        if (!exit && !app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            Output.Say($"The week is over. The dashboard stays at {app.Urls.First()} until Ctrl-C.");
            await app.WaitForShutdownAsync(stop);
            return 0;
        }
        await app.StopAsync(stop);
        return good ? 0 : 1;
    }

    private static async Task<bool> LiveAsync(WebApplication app, Store store, SandboxServer sandbox, StepClock clock, string data, DateTimeOffset end, double speed)
    {
        var ending = app.Lifetime.ApplicationStopping;
        var narrator = await DemoNarrator.FromNowAsync(store.Database, ending);
        using var lived = CancellationTokenSource.CreateLinkedTokenSource(ending);
        var telling = narrator.TellAsync(lived.Token);
        try
        {
            var stepper = new Stepper(app.Services.GetServices<IStepSource>(), app.Services.GetRequiredService<StepMarks>(), clock, speed);
            await stepper.LiveAsync(end, ending);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            Output.Say("Stopped in mid-week; the next demo goes on from here.");
            return true;
        }
        finally
        {
            await lived.CancelAsync();
            await telling;
        }
        return await EndAsync(app, store, sandbox, data);
    }

    /// <summary>What became of it all: the week as a table, checked; what was collected, checked; and the report.</summary>
    private static async Task<bool> EndAsync(WebApplication app, Store store, SandboxServer sandbox, string data)
    {
        var campaign = await app.Services.GetRequiredService<CampaignStore>().NamedOrOnlyAsync(slug: null);
        await app.Services.GetRequiredService<Refresher>().RefreshAsync(campaign.Id, progress: null, CancellationToken.None);
        var arrived = await ArrivedPost.AllAsync(sandbox.Address, CancellationToken.None);
        var sent = await new DemoCheck(store.Database, arrived).PrintAsync(CancellationToken.None);
        var collected = await new DemoCollectedCheck(store.Database, arrived).PrintAsync(campaign, CancellationToken.None);
        var report = (await app.Services.GetRequiredService<ReachReports>().MakeAsync(campaign, from: null, to: null, CancellationToken.None)).WithoutNames();
        var file = Path.Combine(data, $"{report.FileName}.html");
        await File.WriteAllTextAsync(file, await ReachHtml.FileAsync(report));
        Output.Line("");
        Output.Line(ReachTable.Write(report));
        Output.Line($"The report as a page to print and send: {file}");
        return sent && collected;
    }
}
