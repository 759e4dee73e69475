using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CoProWeek.Tests.Support;

/// <summary>Stands between a worker and the network, and can hold a create back on its way there or on its way home, and a search on its way there.</summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly HttpClient beyond;
    private readonly WebApplication web;
    private volatile Hold? asked;
    private volatile Hold? answered;
    private volatile Hold? sought;

    private Gate(WebApplication web, Uri network)
    {
        this.web = web;
        beyond = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = network };
        web.Run(PassAsync);
    }

    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<Gate> OpenAsync(Uri network)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var gate = new Gate(builder.Build(), network);
        await gate.web.StartAsync();
        return gate;
    }

    /// <summary>Creates wait before the network has seen them, after letting some through.</summary>
    public Hold HoldRequests(int after = 0) => asked = new Hold(after);

    /// <summary>Creates reach the network, and its answers wait, after letting some through.</summary>
    public Hold HoldAnswers(int after = 0) => answered = new Hold(after);

    /// <summary>Searches wait before the network has seen them, after letting some through.</summary>
    public Hold HoldSearches(int after = 0) => sought = new Hold(after);

    public async ValueTask DisposeAsync()
    {
        asked?.Release();
        answered?.Release();
        sought?.Release();
        await web.DisposeAsync();
        beyond.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        var isCreate = http.Request.Method == "POST" && http.Request.Path == "/2/tweets";
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (isCreate && asked is { } before)
            await before.WaitAsync(http.RequestAborted);
        if (http.Request.Path == "/2/tweets/search/recent" && sought is { } search)
            await search.WaitAsync(http.RequestAborted);
        http.RequestAborted.ThrowIfCancellationRequested();
        using var answer = await beyond.SendAsync(Copy(http.Request, body.ToArray()));
        var said = await answer.Content.ReadAsByteArrayAsync();
        if (isCreate && answered is { } after)
            await after.WaitAsync(http.RequestAborted);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        await http.Response.Body.WriteAsync(said);
    }

    private static HttpRequestMessage Copy(HttpRequest from, byte[] body)
    {
        var to = new HttpRequestMessage(new HttpMethod(from.Method), from.Path + from.QueryString.ToString());
        if (body.Length > 0)
            to.Content = new ByteArrayContent(body);
        foreach (var (name, values) in from.Headers)
            if (!name.StartsWith("Host", StringComparison.OrdinalIgnoreCase) && !to.Headers.TryAddWithoutValidation(name, values.ToArray()))
                to.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        return to;
    }
}

/// <summary>Somebody waiting at a gate.</summary>
internal sealed class Hold(int after)
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left = after;

    /// <summary>Completes when somebody waits.</summary>
    public Task Reached => reached.Task.WaitAsync(Eventually.Patience);

    public void Release() => released.TrySetResult();

    public Task WaitAsync(CancellationToken gone)
    {
        if (Interlocked.Decrement(ref left) >= 0)
            return Task.CompletedTask;
        reached.TrySetResult();
        return released.Task.WaitAsync(gone);
    }
}
