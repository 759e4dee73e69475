using CoProWeek.Cli;
using CoProWeek.Clock;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>
/// A crash run from its beginning to its verdict: migrations that are killed, a queue of approved posts, workers that are killed
/// while they send them through a network in bad weather, and two lists compared at the end.
/// </summary>
internal sealed class CrashRun : IAsyncDisposable
{
    private const int IndexesToChooseFrom = 12;

    /// <summary>Nothing has come to an end for so long: what is left will not either. A machine that does much else is slow, not stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly CrashPlan plan;
    private readonly CrashProgress progress;
    private readonly Tally tally = new();
    private readonly Dice dice;
    private readonly string[] handles;
    private readonly CrashNetwork network;
    private readonly CrashDatabase database;
    private readonly Dictionary<string, string?> settings;
    private readonly IHost rooms;
    private readonly List<CrashWorker> workers = [];

    private CrashRun(CrashPlan plan, CrashProgress progress, CrashDatabase database)
    {
        (this.plan, this.progress, this.database, dice) = (plan, progress, database, new Dice(plan.Seed));
        handles = [.. Enumerable.Range(0, plan.Accounts).Select(n => $"Crash{n:00}")];
        network = new CrashNetwork(handles, tally);
        settings = CrashSettings.Of(plan, network.Address, handles);
        rooms = Rooms(settings, database);
    }

    public static async Task<CrashReport> LiveAsync(CrashPlan plan, CrashProgress progress, CancellationToken stop)
    {
        await using var run = new CrashRun(plan, progress, await CrashDatabase.StartAsync());
        return await run.LiveAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in workers)
            worker.Dispose();
        rooms.Dispose();
        await network.DisposeAsync();
        await database.DisposeAsync();
    }

    private async Task<CrashReport> LiveAsync(CancellationToken stop)
    {
        var begun = TimeProvider.System.GetTimestamp();
        await MigrateAsync();
        await network.StartAsync();
        var desk = new CrashDesk(database, rooms);
        var accounts = await desk.OpenAccountsAsync(handles);
        var person = new CrashPerson(database, network, rooms, tally);
        foreach (var (n, account) in accounts.Index().Where(one => CrashSettings.Renews(one.Index)))
            await person.ConnectAsync(account, handles[n]);
        var posts = Enumerable.Range(0, plan.Sends).Select(n => CrashPost.Make(n, plan.Accounts, dice)).ToList();
        await desk.ApproveAsync(posts, accounts, plan.Lasts, done => progress.Approved(done, plan.Sends), stop);
        var defaults = plan.AtDefaults ? DefaultSettle.MeasureAsync(stop) : null;
        await SendAsync(desk, person, stop);
        return await ReportAsync(TimeProvider.System.GetElapsedTime(begun), defaults is null ? null : await defaults, stop);
    }

    private async Task MigrateAsync()
    {
        progress.Say("Migrating, under kills ...");
        await MigrationTrap.SpringAsync(database.Rows, database.For("crash-migrate"), [.. Enumerable.Range(0, plan.MigrationKills).Select(_ => 1 + dice.Below(IndexesToChooseFrom))]);
        for (var kill = 0; kill < plan.MigrationKills; kill++)
            tally.Killed(KillPlace.Migration);
        await MigrationTrap.MigrateAsync(database.For("crash-migrate"));
    }

    private async Task SendAsync(CrashDesk desk, CrashPerson person, CancellationToken stop)
    {
        using var over = new CancellationTokenSource();
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(stop);
        for (var n = 1; n <= plan.Workers; n++)
            workers.Add(await WorkerAsync(n));
        await desk.BeginAsync();
        Task[] going = [.. workers.Select(worker => worker.KeepAsync(over.Token)), person.WatchAsync(over.Token), new Weather(network, plan.Spans, plan.Seed + 2).BlowAsync(over.Token)];
        var storm = new Storm(new Strikes(database, network, workers, dice), workers, desk, plan.SendsBetweenKills, tally, new Dice(plan.Seed + 1)).RageAsync(calm.Token);
        try
        {
            await UntilSentAsync(desk, calm, stop);
            await storm;
            await UntilSettledAsync(desk, CancellationToken.None);
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(going);
        }
        foreach (var worker in workers)
            Assert.True(await worker.StopAsync() is null or 0, $"{worker.Name} did not end well.");
    }

    /// <summary>Kills end when nothing is left to begin: those in doubt are settled in peace, but still in bad weather.</summary>
    private async Task UntilSentAsync(CrashDesk desk, CancellationTokenSource calm, CancellationToken stop)
    {
        await FollowAsync(desk, standing => standing.Queued + standing.Sending == 0, stop);
        if (stop.IsCancellationRequested)
            progress.Say($"Stopped: {await desk.CancelRestAsync():N0} that had not begun are left out; those under way are seen to their end.");
        await calm.CancelAsync();
    }

    private Task UntilSettledAsync(CrashDesk desk, CancellationToken stop) => FollowAsync(desk, standing => standing.Unsettled == 0, stop);

    private async Task FollowAsync(CrashDesk desk, Func<Standing, bool> isDone, CancellationToken stop)
    {
        var (settled, since) = (-1, TimeProvider.System.GetTimestamp());
        while (await desk.StandingAsync() is var standing && !isDone(standing) && await Pause.ForAsync(TimeSpan.FromMilliseconds(500), stop))
        {
            progress.Show(standing, tally.KillsInAll);
            if (standing.Settled != settled)
                (settled, since) = (standing.Settled, TimeProvider.System.GetTimestamp());
            else if (TimeProvider.System.GetElapsedTime(since) > Patience)
                return;
        }
    }

    private async Task<CrashWorker> WorkerAsync(int n)
    {
        var gate = await network.GateAsync();
        var name = $"crash-worker-{n}";
        return new CrashWorker(name, CrashSettings.ForWorker(settings, database.For(name), gate.Address), gate, tally, plan.Seed + 10 + n);
    }

    private async Task<CrashReport> ReportAsync(TimeSpan took, DefaultSettle? defaults, CancellationToken stop)
    {
        var ledger = new CrashLedger(database);
        return new CrashReport
        {
            Plan = plan,
            Verdict = Verdict.Of(await ledger.PartsAsync(), await network.PostsAsync()),
            Tally = tally,
            Settled = await ledger.SettledAsync(),
            Attempts = await ledger.OutcomesAsync(),
            AtDefaults = defaults,
            Took = took,
            WasStopped = stop.IsCancellationRequested,
        };
    }

    private static IHost Rooms(Dictionary<string, string?> settings, CrashDatabase database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddRooms(database.Rows, new CampaignClock());
        return builder.Build();
    }
}
