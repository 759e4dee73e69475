using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Tests.Support;
using CoProWeek.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProWeek.Tests.Web;

/// <summary>The dashboard as it is served: a real Kestrel on a free port over a database of its own, at a fixed instant.</summary>
internal sealed class DashboardHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private DashboardHost(WebApplication app, TestDatabase database)
    {
        (this.app, Database) = (app, database);
        Client = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new(app.Urls.Single()) };
    }

    public TestDatabase Database { get; }

    public HttpClient Client { get; }

    public static async Task<DashboardHost> StartAsync(DateTimeOffset? now = null, CampaignClock? clock = null, bool migrated = true, params ReadinessCheck[] checks)
    {
        var database = await (migrated ? TestDatabase.CreateAsync() : TestDatabase.CreateEmptyAsync());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.AddRooms(database.DataSource, clock ?? new StoppedClock(now ?? A.MondayMorning));
        foreach (var check in checks)
            builder.Services.AddSingleton(check);
        builder.AddDashboard();
        var host = builder.Build();
        host.MapDashboard();
        await host.StartAsync();
        return new(host, database);
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
        Client.Dispose();
        await app.DisposeAsync();
        await Database.DisposeAsync();
    }

    private sealed class StoppedClock(DateTimeOffset at) : CampaignClock
    {
        protected override DateTimeOffset ReadUtcNow() => at;
    }
}
