using System.Net;
using System.Net.Sockets;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

/// <summary>A create is on the wire exactly once, however the connection ends; and never was when nothing could be sent.</summary>
public sealed class CreateOnTheWireTests
{
    private const string Created = """{"data":{"id":"1985"}}""";

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 201 Crea")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 22\r\n\r\n{\"data\":{\"id\":\"19")]
    [InlineData("HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"dat\r\n")]
    [InlineData("\u0001\u0002 garbage that is no HTTP\r\n\r\n")]
    public async Task Read_whole_and_closed_it_is_unknown_and_is_not_sent_again(string answer)
    {
        await using var server = new WireServer().SendsAndCloses(answer);
        using var x = new XRig(server.Address);

        var unknown = Assert.IsType<Outcome.Unknown>(await x.PublishAsync());

        Assert.StartsWith("X: the post was sent, but the connection broke", unknown.Why);
        Assert.Equal("POST", Assert.Single(server.Requests).Method);
        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task A_reset_after_the_whole_request_is_unknown_and_is_not_sent_again()
    {
        await using var server = new WireServer().Does((stream, _) =>
        {
            stream.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
            stream.Socket.Close();
            return Task.CompletedTask;
        });
        using var x = new XRig(server.Address);

        Assert.IsType<Outcome.Unknown>(await x.PublishAsync());

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_connection_that_was_used_before_is_not_used_again()
    {
        await using var server = new WireServer().Answers(201, Created).SendsAndCloses("").Answers(201, Created);
        using var x = new XRig(server.Address);

        Assert.IsType<Outcome.Sent>(await x.PublishAsync());
        Assert.IsType<Outcome.Unknown>(await x.PublishAsync());
        Assert.IsType<Outcome.Sent>(await x.PublishAsync());

        Assert.Equal((3, 3), (server.Requests.Count, server.Connections));
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 201 Created\r\nContent-Length: 22\r\n\r\n{\"data\"")]
    public async Task After_thirty_seconds_of_real_time_it_is_unknown(string beginning)
    {
        await using var server = new WireServer().Sends(beginning);
        using var x = new XRig(server.Address);
        var start = x.Real.GetUtcNow();

        var sending = x.PublishAsync();
        await server.ArrivalAsync();
        x.Clock.StepTo(x.Clock.GetUtcNow().AddHours(1)); // campaign time does not count
        x.Real.StepTo(start.AddSeconds(25));
        Assert.False(sending.IsCompleted);
        x.Real.StepTo(start.AddSeconds(31));

        var unknown = Assert.IsType<Outcome.Unknown>(await sending);
        Assert.StartsWith("X: the post was sent, but no whole answer came within 30 s.", unknown.Why);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Stopped_on_the_wire_it_is_unknown_not_an_exception()
    {
        await using var server = new WireServer().KeepsSilent();
        using var x = new XRig(server.Address);
        using var stop = new CancellationTokenSource();

        var sending = x.Network.PublishAsync(XRig.Account, XRig.Part, stop.Token);
        await server.ArrivalAsync();
        await stop.CancelAsync();

        Assert.IsType<Outcome.Unknown>(await sending);
    }

    [Fact]
    public async Task Stopped_before_anything_was_sent_it_is_deferred()
    {
        await using var server = new WireServer();
        using var x = new XRig(server.Address);

        var outcome = await x.Network.PublishAsync(XRig.Account, XRig.Part, new CancellationToken(canceled: true));

        Assert.IsType<Outcome.Deferred>(outcome);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_it()
    {
        await using var server = new WireServer().Sends($"HTTP/1.1 201 Created\r\nContent-Length: 9000000\r\n\r\n{new string(' ', 1_100_000)}");
        using var x = new XRig(server.Address);

        var unknown = Assert.IsType<Outcome.Unknown>(await x.PublishAsync());

        Assert.Contains("longer than 1,048,576 bytes", unknown.Why);
    }

    [Fact]
    public async Task An_answer_packed_wrongly_is_unknown_not_an_exception()
    {
        await using var server = new WireServer().Answers(201, Created, "Content-Encoding: gzip");
        using var x = new XRig(server.Address);

        Assert.StartsWith("X: the post was sent, but the answer could not be read", Assert.IsType<Outcome.Unknown>(await x.PublishAsync()).Why);
    }

    [Fact]
    public async Task The_address_may_have_a_path_and_may_end_in_a_slash()
    {
        await using var server = new WireServer().Answers(201, Created).Answers(201, Created);
        using var plain = new XRig(new(server.Address, "/behind/here"));
        using var slashed = new XRig(new(server.Address, "/behind/here/"));

        Assert.IsType<Outcome.Sent>(await plain.PublishAsync());
        Assert.IsType<Outcome.Sent>(await slashed.PublishAsync());

        Assert.All(server.Requests, request => Assert.Equal("/behind/here/2/tweets", request.Target));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{port}", "no connection to X's server")]
    [InlineData("http://no-such-host.invalid", "the name of X's server was not found")]
    public async Task Where_nobody_listens_it_is_certainly_not_sent(string address, string cause)
    {
        using var x = new XRig(new(address.Replace("{port}", $"{FreePort()}")));

        var deferred = Assert.IsType<Outcome.Deferred>(await x.PublishAsync());

        Assert.StartsWith($"X: could not be reached: {cause}", deferred.Why);
        Assert.Null(deferred.HttpStatus);
        Assert.InRange((deferred.Until - x.Clock.GetUtcNow()).TotalSeconds, 10, 30);
    }

    [Fact]
    public async Task Without_a_secure_connection_it_is_certainly_not_sent()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var x = new XRig(new($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"));

        var sending = x.PublishAsync();
        using (var client = await listener.AcceptTcpClientAsync())
            await client.GetStream().WriteAsync("HTTP/1.1 400 This is plain\r\n\r\n"u8.ToArray());

        var deferred = Assert.IsType<Outcome.Deferred>(await sending);
        Assert.Contains("no secure connection to X's server", deferred.Why);
        listener.Stop();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
