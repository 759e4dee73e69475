using System.Net.Http.Json;
using System.Text.Json;
using CoProWeek.Campaigns;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Publishing;
using CoProWeek.Reporting.Sending;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProWeek.Tests.Support;

/// <summary>
/// A week that is lived: a database and a practice network of the test's own, the real worker and X client, and a step
/// clock that stands at eight on Monday morning.
/// </summary>
internal sealed class LiveWeek : IAsyncDisposable
{
    public static readonly DateTimeOffset Eight = A.MondayMorning.AddHours(-1);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string?> Quiet = new()
    {
        ["Alerts:TomorrowSheet"] = "",
        ["Alerts:TodaySheet"] = "",
        ["Alerts:EveningSheet"] = "",
        ["Publishing:CheckFirst"] = "0",
        ["Publishing:CheckLast"] = "0",
        ["Publishing:TimelineEvery"] = "0",
        ["Publishing:SweepEvery"] = "00:00:00.2",
    };

    /// <summary>A look for mentions every five minutes is most of what happens in a week.</summary>
    private static readonly Dictionary<string, string?> Deaf = new() { ["Collecting:Every"] = "06:00:00", ["Collecting:EveryQuiet"] = "06:00:00" };

    private readonly HttpClient http;
    private IHost host;

    private LiveWeek(TestDatabase database, StepClock clock, SandboxServer sandbox, Dictionary<string, string?> settings)
    {
        (Database, Clock, Sandbox, Settings) = (database, clock, sandbox, settings);
        http = new HttpClient { BaseAddress = sandbox.Address };
        host = BuildHost();
    }

    public TestDatabase Database { get; }

    public StepClock Clock { get; }

    public SandboxServer Sandbox { get; }

    /// <summary>Where the practice network is and how to sign in there, for whoever else acts in this week.</summary>
    public Dictionary<string, string?> Settings { get; }

    public long Campaign { get; private set; }

    public long Account => Accounts[0];

    /// <summary>@ScotCoPro, and after it the others.</summary>
    public List<long> Accounts { get; } = [];

    public static async Task<LiveWeek> StartAsync(
        string approval = "self", Dictionary<string, string?>? settings = null, SandboxSwitches? switches = null, string[]? others = null, bool listens = false)
    {
        var clock = new StepClock(Eight);
        SandboxAccount[] ours = [SandboxAccount.Practice("ScotCoPro"), .. (others ?? []).Select(SandboxAccount.Practice)];
        var database = await TestDatabase.CreateAsync();
        var sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { Accounts = ours, Switches = switches ?? new SandboxSwitches() }, clock, CancellationToken.None);
        // What else goes on by itself in a week is its own tests' matter: elsewhere it is off.
        var all = new Dictionary<string, string?>(Quiet.Concat(listens ? [] : Deaf).Where(off => settings?.ContainsKey(off.Key) is not true).Concat(settings ?? []))
        {
            ["X:BaseUrl"] = sandbox.Address.AbsoluteUri,
        };
        foreach (var account in ours)
            all[$"X:Accounts:{account.Handle}:OAuth2Token"] = account.UserToken;
        var week = new LiveWeek(database, clock, sandbox, all);
        foreach (var account in ours)
            week.Accounts.Add(await A.Account(database.DataSource, account.Handle));
        week.Campaign = await A.Campaign(database.DataSource, approval: approval, accounts: [.. week.Accounts]);
        return week;
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    /// <summary>A post of ours, approved, and so in the queue.</summary>
    public async Task<long> QueueAsync(
        string text, DateTimeOffset slotAt, DateTimeOffset? latestAt = null, byte[]? picture = null, string altText = "A card", string link = "", string kind = "blog", long? account = null)
    {
        var id = await A.Post(Database.DataSource, Campaign, text: text, at: slotAt, latestAt: latestAt, link: link, kind: kind, accounts: [account ?? Account]);
        if (picture is not null)
            await A.Picture(Database.DataSource, id, await A.Media(Database.DataSource, picture), altText);
        await ApproveAsync(id, "Ailsa");
        return id;
    }

    public async Task ApproveAsync(long post, string actor)
    {
        var campaign = await Get<CampaignStore>().NamedOrOnlyAsync(null);
        await Get<Approvals>().ApproveAsync(campaign, await PostAsync(post), actor, CancellationToken.None);
    }

    public Task<Post> PostAsync(long id) => Get<PostStore>().FindAsync(null, id.ToString());

    public async Task<long> OnlyPostAsync() =>
        Assert.Single(await Get<PostStore>().ListAsync(await Get<CampaignStore>().NamedOrOnlyAsync(null))).Id;

    public async Task<PostDelivery> DeliveryAsync(long post) => Assert.Single((await PostAsync(post)).Deliveries);

    public Task StartWorkerAsync() => host.StartAsync();

    /// <summary>The worker ends, as when the machine is switched off.</summary>
    public async Task StopWorkerAsync()
    {
        await host.StopAsync();
        host.Dispose();
        host = BuildHost();
    }

    /// <summary>The worker ends, and one that knows nothing of it is started.</summary>
    public async Task RestartWorkerAsync()
    {
        await StopWorkerAsync();
        await host.StartAsync();
    }

    /// <summary>Lives until no post has anything left that happens by itself, and until an instant where one is given.</summary>
    public async Task LiveAsync(DateTimeOffset? until = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        await new Stepper(host.Services.GetServices<IStepSource>(), Get<StepMarks>(), Clock, speed: 1e9).LiveAsync(until, patience.Token);
    }

    /// <summary>Lives to an instant and not beyond it, whatever is still to come.</summary>
    public async Task LiveToAsync(DateTimeOffset at)
    {
        using var patience = new CancellationTokenSource(Patience);
        await new Stepper(host.Services.GetServices<IStepSource>().Select(source => new Follower(source)), Get<StepMarks>(), Clock, speed: 1e9).LiveAsync(at, patience.Token);
    }

    /// <summary>Lives until something is so, and there time stands.</summary>
    public async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var lived = CancellationTokenSource.CreateLinkedTokenSource(patience.Token);
        // Asked beside the worker's own parts, whether the present minute is done with: no minute passes that is not looked at.
        var watched = host.Services.GetServices<IStepSource>().Append(new Watch(isSo, lived));
        var living = new Stepper(watched, Get<StepMarks>(), Clock, speed: 1e9).LiveAsync(null, lived.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => living);
        Assert.False(patience.IsCancellationRequested, "It did not come about.");
    }

    /// <summary>How many rows a table holds.</summary>
    public async Task<long> CountAsync(string table)
    {
        await using var rows = await Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<long>($"SELECT count(*) FROM {table}");
    }

    /// <summary>Our posts as the practice network holds them, oldest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> ArrivedAsync()
    {
        var state = await http.GetFromJsonAsync<JsonElement>("/sandbox/state");
        return [.. state.GetProperty("posts").EnumerateArray()];
    }

    public async Task<IReadOnlyList<string>> ArrivedTextsAsync() =>
        [.. (await ArrivedAsync()).Select(post => post.GetProperty("text").GetString()!)];

    /// <summary>What the practice network does wrong from now on.</summary>
    public async Task FaultsAsync(params object[] faults)
    {
        using var answer = await http.PutAsJsonAsync("/sandbox/faults", faults);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
        http.Dispose();
        await Sandbox.DisposeAsync();
        await Database.DisposeAsync();
    }

    /// <summary>Does as a source does, and does not lead.</summary>
    private sealed class Follower(IStepSource source) : IStepSource
    {
        public bool Leads => false;

        public Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop) => source.IsSettledAsync(now, stop);

        public Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) => source.NextAsync(now, stop);
    }

    private sealed class Watch(Func<Task<bool>> isSo, CancellationTokenSource lived) : IStepSource
    {
        public bool Leads => false;

        public async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop)
        {
            if (!await isSo())
                return true;
            await lived.CancelAsync();
            return false;
        }

        public Task<DateTimeOffset?> NextAsync(DateTimeOffset now, CancellationToken stop) => Task.FromResult<DateTimeOffset?>(null);
    }

    private IHost BuildHost()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddRooms(Database.DataSource, Clock);
        builder.AddPublishingWorker();
        builder.AddCollectingWorker();
        builder.AddReportingWorker();
        builder.Services.AddAlarmClock(Clock, Database.PooledConnectionString);
        return builder.Build();
    }
}
