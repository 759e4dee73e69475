using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace CoProWeek.Alerts;

/// <summary>Calls addresses that are secrets: no redirect is followed, and nothing but their host is ever said.</summary>
internal sealed class Caller(IOptions<AlertOptions> settings) : IDisposable
{
    private const int MostRead = 4_096;

    private const int MostSaid = 200;

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        Timeout = System.Threading.Timeout.InfiniteTimeSpan,
    };

    /// <summary>One try. Throws for nothing but a stop.</summary>
    public async Task<Called> CallAsync(HttpMethod method, Uri address, HttpContent? body, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(settings.Value.Timeout);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop, patience.Token);
        using var request = new HttpRequestMessage(method, address) { Content = body };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("coproweek", "1.0"));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, end.Token);
            return Answer(response, address, await ReadAsync(response, end.Token));
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new(false, $"{address.Host} had not answered after {settings.Value.Timeout.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(false, $"{address.Host} could not be called: {Hidden(e.InnerException?.Message ?? e.Message, address)}.");
        }
    }

    public void Dispose() => http.Dispose();

    private static Called Answer(HttpResponseMessage response, Uri address, string said)
    {
        var words = said == "" ? "" : $": {Hidden(said, address)}";
        return new(response.IsSuccessStatusCode, $"{address.Host} answered {(int)response.StatusCode}{words}") { Status = (int)response.StatusCode, Wait = WaitOf(response) };
    }

    /// <summary>Seconds, or an instant by the server's own clock.</summary>
    private static TimeSpan? WaitOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - (response.Headers.Date ?? TimeProvider.System.GetUtcNow()),
        _ => null,
    };

    private static async Task<string> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        var bytes = new byte[MostRead];
        var read = await stream.ReadAtLeastAsync(bytes, MostRead, throwOnEndOfStream: false, stop);
        return System.Text.Encoding.UTF8.GetString(bytes, 0, read);
    }

    /// <summary>One short line; an answer that repeats the address does not give it away.</summary>
    private static string Hidden(string said, Uri address)
    {
        var line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.');
        string[] secrets = [address.OriginalString, address.AbsoluteUri, address.PathAndQuery, .. address.Segments.Select(segment => segment.Trim('/')), .. address.Query.Split('?', '&', '=')];
        line = secrets.Where(secret => secret.Length >= 6).Aggregate(line, (text, secret) => text.Replace(secret, "...", StringComparison.OrdinalIgnoreCase));
        return line.Length <= MostSaid ? line : $"{line[..MostSaid]}...";
    }
}
