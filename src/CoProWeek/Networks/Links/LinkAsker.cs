using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace CoProWeek.Networks.Links;

/// <summary>
/// Asks whether a link answers. The link is somebody's, and what answers may be anybody: it is asked without cookies or
/// credentials, by its own name, a few redirects are followed, the page is not read, and nothing private is ever asked.
/// </summary>
internal sealed class LinkAsker : IDisposable
{
    private const int MostRedirects = 5;
    private const int MostHeaderKilobytes = 16;

    private readonly bool allowsPrivate;
    private readonly TimeSpan patience;
    private readonly HttpClient http;

    /// <param name="allowsPrivate">Whether this machine and its own network may be asked too: for a rehearsal.</param>
    /// <param name="patience">Real time, for one link with all its redirects.</param>
    public LinkAsker(bool allowsPrivate, TimeSpan patience)
    {
        (this.allowsPrivate, this.patience) = (allowsPrivate, patience);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectCallback = ConnectAsync,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            MaxResponseDrainSize = 0,
            // Each time anew: a name may lead elsewhere by now.
            PooledConnectionLifetime = TimeSpan.Zero,
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("CoProWeek", "1.0"));
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("(asks whether a page that is to be announced is there)"));
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html, */*;q=0.8");
    }

    public async Task<LinkAnswer> AskAsync(string link, CancellationToken stop)
    {
        using var time = new CancellationTokenSource(patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, time.Token);
        try
        {
            return await FollowAsync(link, either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return LinkAnswer.None($"no answer within {patience.TotalSeconds:0} s");
        }
        catch (Exception e) when (e is HttpRequestException or SocketException or IOException)
        {
            return LinkAnswer.None(Why(e));
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<LinkAnswer> FollowAsync(string link, CancellationToken stop)
    {
        var at = Read(null, link);
        for (var redirects = 0; at is not null; redirects++)
        {
            if (redirects > MostRedirects)
                return LinkAnswer.None("redirects without end");
            using var answer = await http.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, stop);
            if (answer is not { StatusCode: HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect, Headers.Location: { } next })
                return new LinkAnswer((int)answer.StatusCode, FormattableString.Invariant($"{(int)answer.StatusCode}"));
            at = Read(at, next.OriginalString);
        }
        return LinkAnswer.None("no address of a page");
    }

    /// <summary>A page's address; null for anything else, and for one with a name and a password in it.</summary>
    private static Uri? Read(Uri? from, string link) =>
        (from is null ? Uri.TryCreate(link, UriKind.Absolute, out var at) : Uri.TryCreate(from, link, out at))
        && at is { Scheme: "http" or "https", UserInfo: "", Host: not "" }
            ? at
            : null;

    /// <summary>Looked up here, so that what is checked is what is connected to.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var all = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var open = all.Where(address => allowsPrivate || PublicAddress.Is(address)).ToArray();
        if (open.Length == 0)
            throw new PrivateException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Why(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PrivateException: return "an address inside a private network, which is not asked";
                case AuthenticationException: return "a certificate that is not in order";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }: return "no such host";
                case SocketException: return "no connection";
            }
        }
        return "no answer that can be read";
    }

    private sealed class PrivateException() : IOException("Not on the open internet.");
}
