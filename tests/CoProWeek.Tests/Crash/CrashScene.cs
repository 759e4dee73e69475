using System.Net.Http.Json;
using System.Text.Json;
using CoProWeek.Campaigns;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Publishing;
using CoProWeek.Tests.Crash.Run;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CoProWeek.Tests.Crash;

/// <summary>
/// A worker in a process of its own, on real time, with a gate between it and the network; short spans, so that what is
/// unknown is settled in seconds.
/// </summary>
internal sealed class CrashScene : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Shortened = new()
    {
        ["Publishing:Deadline"] = "00:00:02",
        ["Publishing:SettleMargin"] = "00:00:01",
        ["Publishing:ReadSpacing"] = "00:00:00.5",
        ["Publishing:ReadRetry"] = "00:00:01",
        ["Publishing:SweepEvery"] = "00:00:00.2",
    };

    private readonly TestDatabase database;
    private readonly SandboxServer sandbox;
    private readonly Dictionary<string, string?> settings;
    private readonly IHost rooms;
    private readonly HttpClient http;

    private CrashScene(TestDatabase database, SandboxServer sandbox, Gate gate, long campaign, bool atDefaults)
    {
        (this.database, this.sandbox, Gate, Campaign) = (database, sandbox, gate, campaign);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = sandbox.Address };
        settings = new()
        {
            ["ConnectionStrings:CoProWeek"] = database.ConnectionString,
            ["X:BaseUrl"] = gate.Address.AbsoluteUri,
            ["X:TokenUrl"] = new Uri(gate.Address, "/2/oauth2/token").AbsoluteUri,
            ["X:AuthorizeUrl"] = new Uri(sandbox.Address, "/i/oauth2/authorize").AbsoluteUri,
            ["X:ClientId"] = SandboxAccount.Practice("ScotCoPro").ClientId,
            ["X:ClientSecret"] = SandboxAccount.Practice("ScotCoPro").ClientSecret,
            ["Accounts:MasterKeyFile"] = Path.Combine(TemporaryFolder.Create(), "master.key"),
            ["X:Accounts:ScotCoPro:OAuth2Token"] = SandboxAccount.Practice("ScotCoPro").UserToken,
        };
        foreach (var (name, value) in atDefaults ? [] : Shortened)
            settings[name] = value;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddRooms(database.DataSource, new CampaignClock());
        rooms = builder.Build();
    }

    public Gate Gate { get; }

    public long Campaign { get; }

    public Uri Network => sandbox.Address;

    public Npgsql.NpgsqlDataSource Rows => database.DataSource;

    public static async Task<CrashScene> SetAsync(DateOnly? week = null, bool atDefaults = false)
    {
        var rows = await TestDatabase.CreateAsync();
        var network = await SandboxServer.StartAsync(
            new SandboxOptions { Accounts = [SandboxAccount.Practice("ScotCoPro")] }, new CampaignClock(), CancellationToken.None);
        var account = await A.Account(rows.DataSource);
        var campaign = await A.Campaign(rows.DataSource, from: week, accounts: [account]);
        return new CrashScene(rows, network, await Gate.OpenAsync(network.Address), campaign, atDefaults);
    }

    /// <summary>A post that is due now.</summary>
    public async Task<long> QueueAsync(string text, bool withPicture = false)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = await A.Post(Rows, Campaign, text: text, at: now, latestAt: now.AddHours(1));
        if (withPicture)
            await A.Picture(Rows, id, await A.Media(Rows));
        var post = await rooms.Services.GetRequiredService<PostStore>().FindAsync(null, $"{id}");
        var campaign = await rooms.Services.GetRequiredService<CampaignStore>().NamedOrOnlyAsync(null);
        await rooms.Services.GetRequiredService<Approvals>().ApproveAsync(campaign, post, "Ailsa", CancellationToken.None);
        return id;
    }

    /// <summary>The account is connected in the browser: from now on its tokens run out, and are renewed.</summary>
    public async Task ConnectAsync()
    {
        await using var connection = await Rows.OpenConnectionAsync();
        await Reconnection.MakeAsync(rooms, http, await connection.ExecuteScalarAsync<long>("SELECT id FROM accounts"), "ScotCoPro");
    }

    /// <summary>They are about to run out.</summary>
    public async Task AgeTokensAsync()
    {
        await using var connection = await Rows.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE account_keys SET expires_at = @now", new { now = TimeProvider.System.GetUtcNow() });
    }

    public AppProcess StartWorker() => AppProcess.Start(settings, "serve", "--no-web");

    /// <summary>A new worker lives until the post has come to its end; then its story is checked.</summary>
    public async Task RecoversAsync(long post, params string[] texts)
    {
        using var worker = StartWorker();
        await UntilAsync(post, "sent", worker);
        Assert.Equal(texts, await ArrivedAsync());
        Assert.Equal(0, await worker.StopAsync());
    }

    public Task UntilAsync(long post, string state, AppProcess worker) => Eventually.TrueAsync(
        async () => await StateAsync(post) == state, () => $"The post never became {state}. The worker said:\n{worker.Said}");

    public Task<string> StateAsync(long post) => database.TextAsync("SELECT state FROM deliveries WHERE post_id = @post ORDER BY id DESC LIMIT 1", new { post });

    private const string SenderSql = """
        SELECT w.process_id::text
          FROM deliveries d
          JOIN attempts t ON t.id = d.attempt_id
          JOIN workers w  ON w.id = t.worker_id
         WHERE d.post_id = @post
        """;

    /// <summary>The process that sends it, or sent it last.</summary>
    public async Task<int> SenderAsync(long post) => int.Parse(await database.TextAsync(SenderSql, new { post }));

    public Task<string> ReasonAsync(long post) => database.TextAsync("SELECT reason FROM deliveries WHERE post_id = @post ORDER BY id DESC LIMIT 1", new { post });

    /// <summary>Somebody of this database waits for a row's lock.</summary>
    public Task UntilSomebodyWaitsAsync(AppProcess worker) => Eventually.TrueAsync(
        async () =>
        {
            await using var connection = await Rows.OpenConnectionAsync();
            return await connection.ExecuteScalarAsync<bool>(
                "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')");
        },
        () => $"Nobody waited for the row. The worker said:\n{worker.Said}");

    /// <summary>Our posts as the network holds them, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ArrivedAsync() => [.. (await PostsAsync()).Select(post => post.GetProperty("text").GetString()!)];

    /// <summary>How many pictures each has.</summary>
    public async Task<IReadOnlyList<int>> PicturesAsync() => [.. (await PostsAsync()).Select(post => post.GetProperty("media").GetArrayLength())];

    private async Task<IEnumerable<JsonElement>> PostsAsync() => (await http.GetFromJsonAsync<JsonElement>("/sandbox/state")).GetProperty("posts").EnumerateArray();

    public async ValueTask DisposeAsync()
    {
        rooms.Dispose();
        http.Dispose();
        await Gate.DisposeAsync();
        await sandbox.DisposeAsync();
        await database.DisposeAsync();
    }
}
