using CoProWeek.Networks;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Networks.X;

public sealed class RemoveTests
{
    [Theory]
    [InlineData(200, """{"data":{"deleted":true}}""")]
    [InlineData(404, """{"title":"Not Found Error","status":404}""")]
    public async Task Gone_is_gone(int status, string body)
    {
        var gone = Assert.IsType<Outcome.Sent>(await RemoveAsync(status, body));

        Assert.Equal((77, status), (gone.RemoteId, gone.HttpStatus));
    }

    [Theory]
    [InlineData(200, """{"data":{"deleted":false}}""")]
    [InlineData(200, "")]
    [InlineData(404, "<html>nginx</html>")]
    [InlineData(302, "")]
    [InlineData(503, "{}")]
    public async Task What_leaves_it_open_is_unknown(int status, string body)
    {
        var unknown = Assert.IsType<Outcome.Unknown>(await RemoveAsync(status, body));

        Assert.StartsWith("X: did not say whether post 77 is gone", unknown.Why);
    }

    [Fact]
    public async Task A_connection_lost_on_the_way_is_unknown()
    {
        await using var server = new WireServer().Does(async (stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200"u8.ToArray(), token);
            stream.Close();
        });
        using var x = new XRig(server.Address);

        Assert.IsType<Outcome.Unknown>(await x.Network.RemoveAsync(XRig.Account, 77, CancellationToken.None));
    }

    [Fact]
    public async Task Refusals_keep_their_meaning()
    {
        Assert.Equal(HoldReason.Token, Assert.IsType<Outcome.Blocked>(await RemoveAsync(401, "")).Reason);
        Assert.Equal(HoldReason.Budget, Assert.IsType<Outcome.Blocked>(await RemoveAsync(402, "")).Reason);
        Assert.IsType<Outcome.Deferred>(await RemoveAsync(429, ""));
        Assert.Equal(
            "X: will not take down post 77 (403: \"Not yours\"). Take it down in X's own app as @ourweek.",
            Assert.IsType<Outcome.Rejected>(await RemoveAsync(403, """{"detail":"Not yours."}""")).Why);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        using var x = new XRig(new("http://127.0.0.1:1"));

        Assert.IsType<Outcome.Deferred>(await x.Network.RemoveAsync(XRig.Account, 77, CancellationToken.None));
        Assert.IsType<Outcome.Blocked>(await x.Network.RemoveAsync(new(2, "nobody"), 77, CancellationToken.None));
    }

    private static async Task<Outcome> RemoveAsync(int status, string body)
    {
        await using var server = new WireServer().Answers(status, body);
        using var x = new XRig(server.Address);
        var outcome = await x.Network.RemoveAsync(XRig.Account, 77, CancellationToken.None);
        Assert.Equal(("DELETE", "/2/tweets/77"), (server.Requests[0].Method, server.Requests[0].Target));
        return outcome;
    }
}
