using CoProWeek.Accounts;
using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

/// <summary>No key is ever shown, not even by a server that repeats everything it was sent.</summary>
public sealed class SecretsTests
{
    private static readonly string[] Shown = [XRig.Token, "consumer-KEY", "consumer-SECRET", "access-TOKEN", "access-SECRET"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_echo_of_our_own_headers_is_cleared_of_them(bool pair)
    {
        for (var status = 200; status < 600; status += 100)
        {
            await using var server = Echo(status);
            using var x = new XRig(server.Address, keys: pair ? XRig.OAuth1() : XRig.Bearer());

            AssertNothingShown((await x.PublishAsync()).ToString());
        }
    }

    [Fact]
    public async Task Exceptions_show_nothing()
    {
        await using var server = Echo(400);
        using var x = new XRig(server.Address);

        var unread = await Assert.ThrowsAsync<NetworkReadException>(x.FindOwnAsync);

        AssertNothingShown(unread.ToString());
    }

    [Fact]
    public void Records_of_keys_show_nothing()
    {
        AssertNothingShown($"{new ConfiguredKeys(Microsoft.Extensions.Options.Options.Create(XRig.OAuth1())).For("ourweek")}");
        AssertNothingShown($"{new ConfiguredKeys(Microsoft.Extensions.Options.Options.Create(XRig.Bearer())).For("ourweek")}");
        AssertNothingShown($"{new SecretSource("X:BearerToken", XRig.Token, "")}");
    }

    private static WireServer Echo(int status)
    {
        WireServer? server = null;
        server = new WireServer().Does(async (stream, token) =>
        {
            var body = System.Text.Json.JsonSerializer.Serialize(new { detail = server!.Requests[^1].Headers["Authorization"] });
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"HTTP/1.1 {status} Echo\r\nContent-Length: {body.Length}\r\n\r\n{body}"), token);
        });
        return server;
    }

    private static void AssertNothingShown(string text)
    {
        Assert.NotEmpty(text);
        Assert.All(Shown, secret => Assert.DoesNotContain(secret, text));
    }
}
