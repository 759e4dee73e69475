using CoProWeek.Alerts;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Publishing;
using CoProWeek.Reporting.Sending;
using CoProWeek.Web;

namespace CoProWeek;

/// <summary>The host that runs by itself: worker, and dashboard unless it is not wanted.</summary>
internal static class Server
{
    /// <summary>Longer than an attempt: what is under way at the end is recorded.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(60);

    /// <summary>Builds it over a database that is ready. Nothing runs until it is started.</summary>
    public static WebApplication Build(Store store, CampaignClock clock, string data, bool web, IEnumerable<KeyValuePair<string, string?>> said)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSources(data, said);
        builder.Logging.AddTalk();
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Farewell);
        builder.AddRooms(store.Database, clock);
        builder.AddPublishingWorker();
        builder.AddCollectingWorker();
        builder.AddReportingWorker();
        builder.AddMailWorker(TimeProvider.System);
        builder.AddAlertsWorker(TimeProvider.System);
        builder.Services.AddAlarmClock(clock, store.ConnectionString);
        builder.AddWorkerReadiness();
        if (web)
        {
            builder.AddDashboard();
            builder.WebHost.UseUrls(builder.Configuration["Web:Address"] ?? new WebOptions().Address);
        }
        else
            builder.Services.AddSingleton<Microsoft.AspNetCore.Hosting.Server.IServer, NoServer>();
        var app = builder.Build();
        if (web)
            app.MapDashboard();
        return app;
    }

    /// <summary>Stands in for Kestrel when there is no dashboard.</summary>
    private sealed class NoServer : Microsoft.AspNetCore.Hosting.Server.IServer
    {
        public Microsoft.AspNetCore.Http.Features.IFeatureCollection Features { get; } = new Microsoft.AspNetCore.Http.Features.FeatureCollection();

        public Task StartAsync<TContext>(Microsoft.AspNetCore.Hosting.Server.IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
