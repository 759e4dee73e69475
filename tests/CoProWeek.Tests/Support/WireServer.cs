using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CoProWeek.Tests.Support;

/// <summary>
/// A server below HTTP libraries: it reads each request to its last byte, keeps it, and does with the connection exactly
/// what the test scripted. A request that nothing was scripted for is closed without an answer and fails the test at the end.
/// </summary>
internal sealed class WireServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<Func<NetworkStream, CancellationToken, Task>> script = new();
    private readonly ConcurrentQueue<WireRequest> requests = new();
    private readonly ConcurrentQueue<WireRequest> unexpected = new();
    private readonly SemaphoreSlim arrivals = new(0);
    private readonly List<Task> connections = [];
    private readonly Task accepting;
    private int accepted;

    public WireServer()
    {
        listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<WireRequest> Requests => [.. requests];

    public int Connections => accepted;

    /// <summary>Answers the next request and leaves the connection open.</summary>
    public WireServer Answers(int status, string body, params string[] headers) => Sends(
        $"HTTP/1.1 {status} Whatever\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n" + body);

    /// <summary>Sends these bytes for the next request, whatever they are, and leaves the connection open.</summary>
    public WireServer Sends(string bytes) => Does(async (stream, token) => await stream.WriteAsync(Encoding.UTF8.GetBytes(bytes), token));

    /// <summary>Sends these bytes for the next request, then closes.</summary>
    public WireServer SendsAndCloses(string bytes) => Does(async (stream, token) =>
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(bytes), token);
        stream.Close();
    });

    /// <summary>Keeps the next request, whole, and never answers it.</summary>
    public WireServer KeepsSilent() => Does((_, _) => Task.CompletedTask);

    public WireServer Does(Func<NetworkStream, CancellationToken, Task> act)
    {
        script.Enqueue(act);
        return this;
    }

    /// <summary>Waits until one more request has arrived whole.</summary>
    public async Task ArrivalAsync() =>
        Assert.True(await arrivals.WaitAsync(TimeSpan.FromSeconds(20)), "No request arrived within 20 s.");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        Task[] open;
        lock (connections)
            open = [.. connections];
        await Task.WhenAll(open);
        Assert.True(unexpected.IsEmpty, $"Nothing was scripted for: {string.Join("; ", unexpected.Select(u => $"{u.Method} {u.Target}"))}");
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                Interlocked.Increment(ref accepted);
                lock (connections)
                    connections.Add(ServeAsync(client));
            }
        }
        catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        try
        {
            var stream = client.GetStream();
            while (await WireRequest.ReadAsync(stream, stop.Token) is { } request)
            {
                requests.Enqueue(request);
                if (!script.TryDequeue(out var act))
                {
                    unexpected.Enqueue(request);
                    return;
                }
                await act(stream, stop.Token);
                arrivals.Release();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The client, the script or the end of the test closed it.
        }
    }
}
