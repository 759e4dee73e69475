using System.Net;
using CoProWeek.Accounts;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Tests.Support;
using CoProWeek.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProWeek.Tests.Web;

/// <summary>The dashboard as it is served: a real Kestrel on a free port over a database of its own, at a fixed instant.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<HttpClient> visitors = [];
    private readonly bool isAlone;

    private DashboardHost(WebApplication app, TestDatabase database, bool isAlone)
    {
        (this.app, Database, this.isAlone) = (app, database, isAlone);
        Stranger = Visitor(null);
        Client = Stranger;
    }

    public TestDatabase Database { get; }

    /// <summary>Signed in as the manager Ailsa.</summary>
    public HttpClient Client { get; private set; }

    /// <summary>Not signed in.</summary>
    public HttpClient Stranger { get; }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    /// <summary>Over a database of its own, unless others act in that one as well.</summary>
    public static async Task<DashboardHost> StartAsync(
        DateTimeOffset? now = null, CampaignClock? clock = null, bool migrated = true, Dictionary<string, string?>? settings = null, TestDatabase? over = null, params ReadinessCheck[] checks)
    {
        var database = over ?? await (migrated ? TestDatabase.CreateAsync() : TestDatabase.CreateEmptyAsync());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var keys = TemporaryFolder.Create();
        builder.Configuration.AddInMemoryCollection([new("DataDirectory", keys), .. settings ?? []]);
        builder.AddRooms(database.DataSource, clock ?? new StoppedClock(now ?? A.MondayMorning));
        foreach (var check in checks)
            builder.Services.AddSingleton(check);
        builder.AddDashboard();
        var host = builder.Build();
        host.MapDashboard();
        await host.StartAsync();
        var dashboard = new DashboardHost(host, database, isAlone: over is null);
        if (migrated)
            dashboard.Client = await dashboard.SignInAsync("manager", "Ailsa");
        return dashboard;
    }

    /// <summary>A client that somebody of this role, who is made for it, is signed in with. Follows no redirect.</summary>
    public async Task<HttpClient> SignInAsync(string role, string? name = null) => Visitor(await SessionAsync(role, name));

    /// <summary>A session's token for somebody of this role, as the cookie "coproweek" holds it.</summary>
    public async Task<string> SessionAsync(string role, string? name = null)
    {
        var people = Get<PeopleStore>();
        name ??= $"A {role}";
        var id = (await people.FindAsync(name))?.Id ?? await people.AddAsync(name, $"{name.Replace(' ', '.')}@example.org", role, "the test");
        await using var connection = await Database.DataSource.OpenConnectionAsync();
        return await Get<PersonSignIn>().OpenAsync(connection, null, id, "a test", CancellationToken.None);
    }

    /// <summary>Fills in the form on this page that posts to the same address (its handler named in the query), and sends it.</summary>
    public async Task<HttpResponseMessage> PostFormAsync(string path, Dictionary<string, string> fields, HttpClient? by = null, string? to = null)
    {
        by ??= Client;
        var html = await by.GetStringAsync(new Uri(path, UriKind.Relative));
        var token = Html.FormToken(html);
        using var body = new FormUrlEncodedContent(fields.Append(new("__RequestVerificationToken", token)));
        return await by.PostAsync(new Uri(to ?? path, UriKind.Relative), body);
    }

    /// <summary>The page's HTML, as sent.</summary>
    public async Task<string> GetAsync(string path)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode}\n{html}");
        return html;
    }

    /// <summary>The page as it reads: tags gone, entities decoded, white space folded.</summary>
    public async Task<string> ReadAsync(string path) => Html.Text(await GetAsync(path));

    public async ValueTask DisposeAsync()
    {
        visitors.ForEach(visitor => visitor.Dispose());
        await app.DisposeAsync();
        if (isAlone)
            await Database.DisposeAsync();
    }

    private HttpClient Visitor(string? session)
    {
        var address = new Uri(app.Urls.Single());
        var cookies = new CookieContainer();
        if (session is not null)
            cookies.Add(address, new Cookie("coproweek", session));
        var visitor = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = cookies }) { BaseAddress = address };
        visitors.Add(visitor);
        return visitor;
    }

    private sealed class StoppedClock(DateTimeOffset at) : CampaignClock
    {
        protected override DateTimeOffset ReadUtcNow() => at;
    }
}
