using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CoProWeek.Accounts;
using Microsoft.Extensions.Options;

namespace CoProWeek.Networks.X;

/// <summary>
/// Sends one request once. HTTP/1.1 on purpose: on it .NET never repeats a request whose body was begun. A create
/// goes on a connection of its own, so that none which the server has just closed is ever mistaken for a lost answer.
/// </summary>
/// <param name="options">Where X is.</param>
/// <param name="real">Real time, whatever the campaign's clock says: time-outs and signatures go by it.</param>
internal sealed class XHttp(IOptions<XOptions> options, TimeProvider real) : IDisposable
{
    private readonly HttpClient reads = Client(options.Value, TimeSpan.FromMinutes(5));
    private readonly HttpClient creates = Client(options.Value, TimeSpan.Zero);

    /// <summary>One try of a request that may create something. Never throws for what went wrong, not even when stopped.</summary>
    public Task<XReply> CreateAsync(XCall call, Keys keys, CancellationToken stop) => SendAsync(creates, call, keys, stop);

    /// <summary>One try of a request that may be repeated freely.</summary>
    public async Task<XReply> ReadAsync(XCall call, Keys keys, CancellationToken stop)
    {
        var reply = await SendAsync(reads, call, keys, stop);
        stop.ThrowIfCancellationRequested();
        return reply;
    }

    public void Dispose()
    {
        reads.Dispose();
        creates.Dispose();
    }

    private async Task<XReply> SendAsync(HttpClient client, XCall call, Keys keys, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(call.Timeout, real);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        using var request = Request(client.BaseAddress!, call, keys);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            await response.Content.LoadIntoBufferAsync(call.AnswerBytes, deadline.Token);
            return Answer(response, await response.Content.ReadAsByteArrayAsync(deadline.Token), call, request, keys);
        }
        catch (Exception e)
        {
            // All of them: whatever broke, what counts is whether the request had left.
            var cause = Cause(e, call, stop);
            return CertainlyNotSent(request, e) ? new XReply.NotSent(cause) : new XReply.Broken(cause);
        }
    }

    private HttpRequestMessage Request(Uri baseAddress, XCall call, Keys keys)
    {
        var uri = new Uri(baseAddress, call.Address);
        var request = new HttpRequestMessage(call.Method, uri) { Content = call.Body is { } body ? new TracedContent(body()) : null };
        if (Authorization(call, uri, keys) is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    /// <summary>Null for a public client: its id stands in the form.</summary>
    private string? Authorization(XCall call, Uri uri, Keys keys) => keys switch
    {
        Keys.Bearer bearer => $"Bearer {bearer.Token.Reveal()}",
        Keys.OAuth1 pair => OAuth1.Authorization(call.Method, uri, pair, Nonce(), real.GetUtcNow().ToUnixTimeSeconds()),
        Keys.Client { ClientSecret: { } secret } app =>
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{OAuth1.Encode(app.Id)}:{OAuth1.Encode(secret.Reveal())}"))}",
        Keys.Client => null,
        _ => throw new InvalidOperationException($"X: no way to show {keys.GetType().Name}."),
    };

    private static string Nonce() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    private static XReply.Answer Answer(HttpResponseMessage response, byte[] body, XCall call, HttpRequestMessage request, Keys keys)
    {
        var secret = call.AnswersSecrets && response.IsSuccessStatusCode;
        var said = Encoding.UTF8.GetString(body);
        var text = (secret ? said : Cleared(said, request, keys)).TrimStart('\uFEFF');
        return new((int)response.StatusCode)
        {
            Limits = XLimits.Read(response.Headers),
            AccessLevel = response.Headers.TryGetValues("x-access-level", out var levels) ? levels.First() : null,
            Json = XReply.Parse(text),
            Excerpt = secret ? "" : XReply.Cut(text),
        };
    }

    /// <summary>A server that echoes what it was sent must not carry our keys into a log or a row.</summary>
    private static string Cleared(string text, HttpRequestMessage request, Keys keys)
    {
        var shown = (request.Headers.TryGetValues("Authorization", out var sent) ? sent : []).Concat(keys.Secrets.Select(secret => secret.Reveal()));
        return shown.Aggregate(text, (cleared, secret) => cleared.Replace(secret, "(secret)", StringComparison.Ordinal));
    }

    private static bool CertainlyNotSent(HttpRequestMessage request, Exception e) =>
        request.Content is TracedContent body
            ? !body.IsBegun
            : e is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError };

    private static string Cause(Exception e, XCall call, CancellationToken stop) => e switch
    {
        _ when stop.IsCancellationRequested => "this program was stopped before the whole answer had come",
        OperationCanceledException => $"no whole answer came within {call.Timeout.TotalSeconds:0} s",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the name of X's server was not found (is the network up?)",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "no connection to X's server (is the network up?)",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "no secure connection to X's server (is this machine's clock right?)",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => $"the answer is longer than {call.AnswerBytes:N0} bytes",
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the proxy gave no way to X's server (is HTTPS_PROXY right?)",
        HttpRequestException or IOException => "the connection broke before the whole answer had come",
        _ => $"the answer could not be read ({e.GetType().Name})",
    };

    private static HttpClient Client(XOptions options, TimeSpan connectionLife)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = connectionLife,
            AutomaticDecompression = DecompressionMethods.All,
            ActivityHeadersPropagator = null,
            UseProxy = !options.BaseAddress.IsLoopback,
        };
        return new HttpClient(handler)
        {
            BaseAddress = options.BaseAddress,
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            DefaultRequestHeaders = { UserAgent = { new ProductInfoHeaderValue("coproweek", "1.0") }, Accept = { new("application/json") } },
        };
    }
}
