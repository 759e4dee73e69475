using System.Net.Http.Json;
using CoProWeek.Networks.Sandbox;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class AuthTests
{
    private static long RealNow => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public async Task A_true_signature_is_let_in()
    {
        await using var x = await Practice.StartAsync();

        var seen = await SignedAsync(x, HttpMethod.Post, "/2/tweets", [], RealNow, body: new { text = "Signed" });

        Assert.Equal(201, seen.Status);
    }

    [Fact]
    public async Task The_query_takes_part_in_the_signature()
    {
        await using var x = await Practice.StartAsync();
        (string, string)[] query = [("query", "#CoProWeekScot (\"a b\" OR ümläut)"), ("max_results", "10")];

        var seen = await SignedAsync(x, HttpMethod.Get, "/2/tweets/search/recent", query, RealNow);
        var unsigned = await SignedAsync(x, HttpMethod.Get, "/2/tweets/search/recent", query, RealNow, nonce: "n2", signedQuery: []);

        Assert.Equal(200, seen.Status);
        Assert.Equal(401, unsigned.Status);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_in_Xs_shape()
    {
        await using var x = await Practice.StartAsync();

        var seen = await SignedAsync(x, HttpMethod.Get, "/2/users/me", [], RealNow, secret: "wrong");

        Assert.Equal(401, seen.Status);
        Assert.Equal("application/problem+json", seen.ContentType);
        Assert.Equal("""{"title":"Unauthorized","detail":"Unauthorized","type":"about:blank","status":401}""", seen.Text);
    }

    [Fact]
    public async Task A_nonce_works_once()
    {
        await using var x = await Practice.StartAsync();
        var now = RealNow;

        Assert.Equal(200, (await SignedAsync(x, HttpMethod.Get, "/2/users/me", [], now)).Status);
        Assert.Equal(401, (await SignedAsync(x, HttpMethod.Get, "/2/users/me", [], now)).Status);
    }

    [Fact]
    public async Task A_signature_of_ten_minutes_ago_is_refused()
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(401, (await SignedAsync(x, HttpMethod.Get, "/2/users/me", [], RealNow - 600)).Status);
    }

    [Fact]
    public async Task Nobody_is_refused()
    {
        await using var x = await Practice.StartAsync();
        using var nobody = x.Client();
        using var wrong = x.Client("no-such-token");

        Assert.Equal(401, (await x.GetAsync("/2/users/me", nobody)).Status);
        Assert.Equal(401, (await x.GetAsync("/2/users/me", wrong)).Status);
    }

    [Fact]
    public async Task Each_token_is_its_own_account()
    {
        await using var x = await Practice.StartAsync();
        using var other = x.Client(Practice.Other.UserToken);

        Assert.Equal("ScotCoPro", (string?)(await x.GetAsync("/2/users/me")).Body!["data"]!["username"]);
        Assert.Equal(Wire.Id(Practice.Other.Id), (string?)(await x.GetAsync("/2/users/me", other)).Body!["data"]!["id"]);
    }

    [Fact]
    public async Task The_apps_bearer_reads_and_does_not_post()
    {
        await using var x = await Practice.StartAsync();
        using var app = x.Client(Practice.Us.Bearer);

        Assert.Equal(200, (await x.GetAsync("/2/tweets/search/recent?query=hello", app)).Status);
        var refused = await x.SendAsync(HttpMethod.Post, "/2/tweets", new { text = "No" }, app);
        Assert.Equal(403, refused.Status);
        Assert.EndsWith("/unsupported-authentication", (string?)refused.Body!["type"], StringComparison.Ordinal);
    }

    private static async Task<Seen> SignedAsync(Practice x, HttpMethod method, string path, (string Name, string Value)[] query, long timestamp, string nonce = "n1", string? secret = null, (string, string)[]? signedQuery = null, object? body = null)
    {
        var address = new Uri(x.Address, path + (query.Length == 0 ? "" : "?" + string.Join('&', query.Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value)}"))));
        using var client = x.Client();
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Authorization", Signer.Header(Practice.Us, method.Method, address, signedQuery ?? query, timestamp, nonce, secret));
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await client.SendAsync(request);
        return await Seen.OfAsync(response);
    }
}
