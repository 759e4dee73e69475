using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CoProWeek.Tests.Support;

/// <summary>The calls a gate can hold back.</summary>
internal enum GateCall
{
    Other,
    Create,
    Search,

    /// <summary>A picture's alt text: the last call of its upload.</summary>
    Describe,

    /// <summary>A new pair for a refresh token.</summary>
    Tokens,
}

/// <summary>
/// Stands between a worker and the network, and can hold a call back on its way there or on its way home. What breaks
/// beyond it breaks here, and a caller who leaves is gone for the network too.
/// </summary>
internal sealed class Gate : IAsyncDisposable
{
    private readonly HttpClient beyond = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly ConcurrentDictionary<(GateCall Of, bool Answered), Hold> holds = new();
    private readonly WebApplication web;
    private volatile Uri? network;

    private Gate(WebApplication web, Uri? network)
    {
        (this.web, this.network) = (web, network);
        web.Run(PassAsync);
    }

    public Uri Address => new(web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Where the network is; while there is none, every connection breaks.</summary>
    public Uri? Network
    {
        get => network;
        set => network = value;
    }

    public static async Task<Gate> OpenAsync(Uri? network)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var gate = new Gate(builder.Build(), network);
        await gate.web.StartAsync();
        return gate;
    }

    /// <summary>Calls wait before the network has seen them, after letting some through; only those whose body is meant, where that is said.</summary>
    public Hold HoldRequests(int after = 0, GateCall of = GateCall.Create, Func<string, bool>? meant = null) => holds[(of, false)] = new Hold(after, meant);

    /// <summary>Calls reach the network, and its answers wait, after letting some through.</summary>
    public Hold HoldAnswers(int after = 0, GateCall of = GateCall.Create, Func<string, bool>? meant = null) => holds[(of, true)] = new Hold(after, meant);

    /// <summary>Searches wait before the network has seen them, after letting some through.</summary>
    public Hold HoldSearches(int after = 0) => HoldRequests(after, GateCall.Search);

    /// <summary>Nothing is held any more. What waited goes on, or its connection breaks.</summary>
    public void Open(bool breaking = false)
    {
        foreach (var key in holds.Keys)
        {
            if (holds.TryRemove(key, out var hold))
                hold.End(breaking);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Open();
        await web.DisposeAsync();
        beyond.Dispose();
    }

    private async Task PassAsync(HttpContext http)
    {
        var call = Read(http.Request);
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        try
        {
            await WaitAsync(call, answered: false, body, http.RequestAborted);
            using var request = Copy(http.Request, body.ToArray(), network ?? throw new HttpRequestException("There is no network."));
            using var answer = await beyond.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, http.RequestAborted);
            await WaitAsync(call, answered: true, body, http.RequestAborted);
            await BringHomeAsync(answer, http);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            http.Abort();
        }
    }

    private async Task WaitAsync(GateCall call, bool answered, MemoryStream body, CancellationToken gone)
    {
        if (holds.TryGetValue((call, answered), out var hold))
            await hold.WaitAsync(Encoding.UTF8.GetString(body.GetBuffer().AsSpan(0, (int)body.Length)), gone);
        gone.ThrowIfCancellationRequested();
    }

    private static GateCall Read(HttpRequest request) => (request.Method, request.Path.Value) switch
    {
        ("POST", "/2/tweets") => GateCall.Create,
        ("GET", "/2/tweets/search/recent") => GateCall.Search,
        ("POST", "/2/media/metadata") => GateCall.Describe,
        ("POST", "/2/oauth2/token") => GateCall.Tokens,
        _ => GateCall.Other,
    };

    private static async Task BringHomeAsync(HttpResponseMessage answer, HttpContext http)
    {
        http.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
            if (name is not ("Transfer-Encoding" or "Connection"))
                http.Response.Headers[name] = values.ToArray();
        await using var body = await answer.Content.ReadAsStreamAsync(http.RequestAborted);
        var some = new byte[4096];
        for (int read; (read = await body.ReadAsync(some, http.RequestAborted)) > 0;)
        {
            await http.Response.Body.WriteAsync(some.AsMemory(0, read), http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    }

    private static HttpRequestMessage Copy(HttpRequest from, byte[] body, Uri network)
    {
        var to = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(network, from.Path + from.QueryString.ToString()));
        if (body.Length > 0)
            to.Content = new ByteArrayContent(body);
        foreach (var (name, values) in from.Headers)
            if (!name.StartsWith("Host", StringComparison.OrdinalIgnoreCase) && !to.Headers.TryAddWithoutValidation(name, values.ToArray()))
                to.Content?.Headers.TryAddWithoutValidation(name, values.ToArray());
        return to;
    }
}
