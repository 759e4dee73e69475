using System.Collections.Concurrent;
using System.Net;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Tests.Networks.Sandbox;
using CoProWeek.Tests.Support;
using Dapper;
using Microsoft.Extensions.Logging;

namespace CoProWeek.Tests.Web;

/// <summary>A dashboard whose X is a practice network with @ScotCoPro and @TeamTwo, and an account @ScotCoPro that has no keys yet.</summary>
internal sealed class AccountDesk : IAsyncDisposable
{
    private AccountDesk(DashboardHost dashboard, Practice x, long account) =>
        (Dashboard, X, Account) = (dashboard, x, new NetworkAccount(account, "ScotCoPro"));

    public DashboardHost Dashboard { get; }

    public Practice X { get; }

    public NetworkAccount Account { get; }

    public long Campaign { get; private set; }

    public string Page => $"/accounts/{Account.Id}";

    /// <summary>All that the program logged since it was opened.</summary>
    public Kept Log { get; } = new();

    public static async Task<AccountDesk> OpenAsync(bool connects = false, SandboxAccount? us = null, Dictionary<string, string?>? settings = null)
    {
        var clock = new StepClock(A.MondayMorning);
        var x = await Practice.StartAsync(clock: clock, us: us);
        var all = new Dictionary<string, string?>(settings ?? []) { ["X:BaseUrl"] = x.Address.AbsoluteUri };
        if (connects)
        {
            (all["X:AuthorizeUrl"], all["X:TokenUrl"]) = (new Uri(x.Address, "i/oauth2/authorize").AbsoluteUri, new Uri(x.Address, "2/oauth2/token").AbsoluteUri);
            (all["X:ClientId"], all["X:ClientSecret"]) = (Practice.Us.ClientId, us is { ClientSecret: null } ? "" : Practice.Us.ClientSecret);
        }
        var dashboard = await DashboardHost.StartAsync(clock: clock, settings: all);
        var account = await A.Account(dashboard.Database.DataSource);
        var desk = new AccountDesk(dashboard, x, account) { Campaign = await A.Campaign(dashboard.Database.DataSource, accounts: [account]) };
        dashboard.Get<ILoggerFactory>().AddProvider(desk.Log);
        return desk;
    }

    public INetwork Network => Dashboard.Get<NetworkList>().Find("x");

    public Task<Outcome> PublishAsync(string text = "What does power mean to you?") => Network.PublishAsync(Account, new(text, [], null), CancellationToken.None);

    public static Dictionary<string, string> FourKeys(SandboxAccount? of = null)
    {
        var account = of ?? Practice.Us;
        return new()
        {
            ["apiKey"] = account.ConsumerKey!,
            ["apiKeySecret"] = account.ConsumerSecret!,
            ["accessToken"] = account.AccessToken!,
            ["accessTokenSecret"] = account.AccessSecret!,
        };
    }

    /// <summary>Presses a button on the account's page.</summary>
    /// <returns>The page that is there then, as it reads.</returns>
    public async Task<string> PressAsync(string handler, Dictionary<string, string>? fields = null) => Html.Text(await PressRawAsync(handler, fields));

    public async Task<string> PressRawAsync(string handler, Dictionary<string, string>? fields = null)
    {
        using var answer = await Dashboard.PostFormAsync(Page, fields ?? [], to: $"{Page}?handler={handler}");
        return answer.StatusCode is HttpStatusCode.Redirect ? await Dashboard.GetAsync(answer.Headers.Location!.OriginalString) : await answer.Content.ReadAsStringAsync();
    }

    public Task<string> PasteAsync(Dictionary<string, string>? keys = null) => PressAsync("Keys", keys ?? FourKeys());

    /// <summary>To X's page.</summary>
    public async Task<Uri> LeaveAsync()
    {
        using var answer = await Dashboard.PostFormAsync(Page, [], to: $"{Page}?handler=Connect");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return answer.Headers.Location!;
    }

    /// <summary>What the person says there.</summary>
    /// <returns>Where X sends the browser.</returns>
    public async Task<Uri> SayAsync(Uri page, string say = "allow", SandboxAccount? of = null)
    {
        using var browser = X.Client();
        using var seen = await browser.GetAsync(page);
        Assert.True(seen.IsSuccessStatusCode, await seen.Content.ReadAsStringAsync());
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["handle"] = (of ?? Practice.Us).Handle, ["say"] = say });
        using var said = await browser.PostAsync(page, form);
        return said.Headers.Location!;
    }

    /// <summary>The page one comes to, as it reads.</summary>
    public async Task<string> ComeBackAsync(Uri callback, HttpClient? by = null)
    {
        using var answer = await (by ?? Dashboard.Client).GetAsync(callback);
        return answer.StatusCode is HttpStatusCode.Redirect
            ? await Dashboard.ReadAsync(answer.Headers.Location!.OriginalString)
            : Html.Text(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>There and back.</summary>
    public async Task<string> ConnectAsync(string say = "allow", SandboxAccount? of = null) => await ComeBackAsync(await SayAsync(await LeaveAsync(), say, of));

    /// <summary>What a person does to their keys at X.</summary>
    public Task AtXAsync(object rules) => X.PutAsync("/sandbox/keys", rules);

    /// <summary>How often X was asked: "POST /2/oauth2/token".</summary>
    public async Task<int> CallsAsync(string endpoint) => (int?)(await X.StateAsync())["requests"]![endpoint]?["count"] ?? 0;

    public async Task<string?> OneAsync(string sql)
    {
        await using var rows = await Dashboard.Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<string?>(sql, new { Account.Id });
    }

    public async Task DoAsync(string sql) => await OneAsync(sql);

    /// <summary>Every row of every table, as text.</summary>
    public async Task<string> EverythingAsync()
    {
        await using var rows = await Dashboard.Database.DataSource.OpenConnectionAsync();
        var tables = await rows.QueryAsync<string>("SELECT format('SELECT t::text FROM %I.%I t', table_schema, table_name) FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'");
        var all = new List<string>();
        foreach (var table in tables)
            all.AddRange(await rows.QueryAsync<string>(table));
        return string.Join('\n', all);
    }

    public async ValueTask DisposeAsync()
    {
        await Dashboard.DisposeAsync();
        await X.DisposeAsync();
        Log.Dispose();
    }

    /// <summary>Keeps what is logged, at every level.</summary>
    internal sealed class Kept : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public string Text => string.Join('\n', lines);

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
