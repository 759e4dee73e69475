using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.Auth;
using CoProWeek.Networks.Sandbox.Control;
using CoProWeek.Networks.Sandbox.Media;
using CoProWeek.Networks.Sandbox.Posts;
using CoProWeek.Networks.Sandbox.Reading;
using CoProWeek.Networks.Sandbox.State;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace CoProWeek.Networks.Sandbox;

/// <summary>
/// The practice network: a real HTTP server on loopback that speaks X's v2 wire format on the campaign's time.
/// It needs no container, reads no configuration and leaves the process's signals alone.
/// </summary>
internal sealed class SandboxServer : IAsyncDisposable
{
    internal const string Anything = "/{**path}";

    private readonly WebApplication web;
    private readonly PracticeNetwork held;
    private readonly LateArrivals unaccepted;

    private SandboxServer(WebApplication app, PracticeNetwork network, LateArrivals late)
    {
        (web, held, unaccepted) = (app, network, late);
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>Where it listens: "http://127.0.0.1:41234".</summary>
    public Uri Address { get; }

    /// <summary>Starts it; <paramref name="stop"/> ends the starting, <see cref="DisposeAsync"/> the server.</summary>
    /// <exception cref="IOException">The port or the journal is taken.</exception>
    public static async Task<SandboxServer> StartAsync(SandboxOptions options, CampaignClock clock, CancellationToken stop)
    {
        if (options.Switches.Fault() is { } wrong)
            throw new ArgumentException($"The sandbox cannot start with these switches: {wrong}", nameof(options));
        var network = new PracticeNetwork(options);
        try
        {
            var switches = new SwitchBoard(options.Switches);
            var late = new LateArrivals(clock);
            var app = Build(options, clock, network, switches, late);
            await app.StartAsync(stop);
            return new(app, network, late);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        unaccepted.Dispose();
        await web.DisposeAsync();
        held.Dispose();
    }

    private static WebApplication Build(SandboxOptions options, CampaignClock clock, PracticeNetwork network, SwitchBoard switches, LateArrivals late)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        var app = builder.Build();

        var (limits, faults, log) = (new RateLimits(options.Limits), new FaultPlan(), new RequestLog());
        var (codes, keys) = (new CodeBook(), new KeyBoard());
        var front = new Front(new Gatekeeper(options.Accounts, network, keys, clock), network, limits, faults, late, log, switches, clock);
        var routes = new RouteTable();
        new TokenEndpoint(options, network, codes, keys, clock).Map(routes);
        PostEndpoints.Map(routes, new Composer(network, switches), network, late, switches, clock);
        ReadEndpoints.Map(routes, network, switches, clock);
        MediaEndpoints.Map(routes, network, switches, clock);
        KeyEndpoint.Map(routes, options, keys);
        ControlEndpoints.Map(routes, network, faults, limits, switches, late, log, clock);

        foreach (var route in routes.All)
            app.MapMethods(route.Path, [route.Method], http => front.HandleAsync(http, route));
        PostPage.Map(app, network, clock);
        ConsentPage.Map(app, options, codes, keys);
        var unknown = new SandboxRoute("*", Anything, Who.Anyone, call =>
            throw Problem.NotFound($"{call.Http.Request.Method} {call.Http.Request.Path} is no endpoint of the sandbox."));
        app.MapFallback(Anything, http => front.HandleAsync(http, unknown));
        return app;
    }
}
