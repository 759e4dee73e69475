using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CoProWeek.Tests.Support;

/// <summary>Somebody's web site, with pages that come and go.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<string> asked = new();

    private PageServer(WebApplication site) => app = site;

    /// <summary>What it answers, by the number of times it was asked before; 404 unless it is told otherwise.</summary>
    public Func<int, int> Status { get; set; } = _ => 404;

    /// <summary>The "User-Agent", "Cookie" and "Authorization" of each request.</summary>
    public IReadOnlyList<string> Asked => [.. asked];

    public string Link(string path = "/blog") => $"{app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()}{path}";

    public static async Task<PageServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var site = builder.Build();
        var server = new PageServer(site);
        site.Run(server.AnswerAsync);
        await site.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private Task AnswerAsync(HttpContext call)
    {
        var before = asked.Count;
        asked.Enqueue($"{call.Request.Headers.UserAgent}|{call.Request.Headers.Cookie}|{call.Request.Headers.Authorization}");
        call.Response.StatusCode = Status(before);
        call.Response.Headers.SetCookie = "who=you";
        if (call.Response.StatusCode is 302)
            call.Response.Headers.Location = call.Request.Path == "/blog" ? "/there" : call.Request.Path.Value;
        return Task.CompletedTask;
    }
}
