using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CoProWeek.Tests.Browser;

/// <summary>The sample's week, lived as the demo lives it but as fast as it goes, and halted at one instant of it.</summary>
internal sealed class SampleWeek : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Store store;
    private readonly SandboxServer sandbox;
    private readonly WebApplication app;
    private readonly Halt halt;
    private readonly Task living;

    private SampleWeek(TestDatabase database, Store store, SandboxServer sandbox, WebApplication app, StepClock clock, DateTimeOffset until, DateTimeOffset haltAt)
    {
        (this.database, this.store, this.sandbox, this.app, halt) = (database, store, sandbox, app, new Halt(haltAt));
        living = new Stepper(app.Services.GetServices<IStepSource>().Append(halt), app.Services.GetRequiredService<StepMarks>(), clock, speed: 1e9)
            .LiveAsync(until, app.Lifetime.ApplicationStopping);
    }

    public Uri Address => new(app.Urls.First());

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Everything has happened that happens up to the instant, and nothing that comes after.</summary>
    public static async Task<SampleWeek> LiveToAsync(DateTimeOffset at)
    {
        var (copy, clock, data) = (await TestDatabase.CreateAsync(), new StepClock(DateTimeOffset.UnixEpoch), TemporaryFolder.Create());
        var settings = new ConfigurationManager();
        settings.AddInMemoryCollection([new("ConnectionStrings:CoProWeek", copy.ConnectionString)]);
        var rows = await Store.OpenAsync(settings, data, durable: false, CancellationToken.None);
        var sample = await DemoSample.ReadAsync(CancellationToken.None);
        var network = await DemoNetwork.StartAsync(data, sample, clock, CancellationToken.None);
        var said = new Dictionary<string, string?>(DemoNetwork.Settings(network, sample.Handles)) { ["Web:Address"] = "http://127.0.0.1:0" };
        var dashboard = Server.Build(rows, clock, data, web: true, said);
        await DemoWeek.BeginAsync(dashboard.Services, clock, CancellationToken.None);
        await dashboard.StartAsync();
        var week = new SampleWeek(copy, rows, network, dashboard, clock, sample.End, at);
        await Task.WhenAny(week.halt.Reached, week.living);
        return week;
    }

    /// <summary>On to the end, and every number is read once more.</summary>
    public async Task LiveOnAsync()
    {
        halt.Lift();
        await living;
        await Get<Refresher>().RefreshAsync((await CampaignAsync()).Id, progress: null, CancellationToken.None);
    }

    public Task<Campaign> CampaignAsync() => Get<CampaignStore>().NamedOrOnlyAsync(null);

    /// <summary>A link that signs a manager in.</summary>
    public async Task<Uri> LinkAsync() =>
        new(Address, await Get<PersonSignIn>().LinkAsync(await Get<PeopleStore>().AddAsync("Ailsa", "ailsa@example.org", Roles.Manager, "coproweek"), "coproweek", CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        halt.Lift();
        await app.StopAsync();
        await app.DisposeAsync();
        await sandbox.DisposeAsync();
        await store.DisposeAsync();
        await database.DisposeAsync();
    }

    /// <summary>Time stands here until it is lifted.</summary>
    private sealed class Halt(DateTimeOffset at) : IStepSource
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool lifted;

        public bool Leads => true;

        public Task Reached => reached.Task;

        public void Lift() => lifted = true;

        public Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop)
        {
            // Asked last of all: everybody else has settled this instant.
            if (now >= at)
                reached.TrySetResult();
            return Task.FromResult(now < at || lifted);
        }

        public Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) => Task.FromResult<DateTimeOffset?>(now < at ? at : null);
    }
}
