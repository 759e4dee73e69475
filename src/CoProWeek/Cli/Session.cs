using System.CommandLine;
using CoProWeek.Clock;
using CoProWeek.Storage;

namespace CoProWeek.Cli;

/// <summary>The rooms as a plain verb needs them: over a database that is ready, with nothing running by itself.</summary>
internal sealed class Session : IAsyncDisposable
{
    private readonly IHost host;
    private readonly Store store;

    private Session(IHost host, Store store, ParseResult said)
    {
        (this.host, this.store) = (host, store);
        (Actor, Json) = (said.GetRequiredValue(CommonOptions.As), said.GetValue(CommonOptions.Json));
    }

    /// <summary>Who is doing this.</summary>
    public string Actor { get; }

    public bool Json { get; }

    public static async Task<Session> OpenAsync(ParseResult said, CancellationToken stop)
    {
        var data = DataDirectory.Resolve(said.GetValue(CommonOptions.Data));
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddSources(data);
        builder.Logging.AddTalk();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var opened = await Store.OpenAsync(builder.Configuration, data, durable: true, stop);
        try
        {
            await opened.MakeReadyAsync(stop);
            builder.AddRooms(opened.Database, new CampaignClock());
            return new Session(builder.Build(), opened, said);
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        host.Dispose();
        await store.DisposeAsync();
    }
}
