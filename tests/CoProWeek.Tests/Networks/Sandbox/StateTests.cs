using System.Net;
using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class StateTests
{
    [Fact]
    public async Task It_shows_what_was_received_and_when()
    {
        await using var x = await Practice.StartAsync();
        var first = await x.PostAsync("Part one & two https://example.org/a");
        await x.PostAsync("Part two", first);
        await x.SendAsync(HttpMethod.Delete, $"/2/tweets/{first}", null);

        var posts = (JsonArray)(await x.StateAsync())["posts"]!;

        Assert.Equal("Part one & two https://example.org/a", (string?)posts[0]!["text"]);
        Assert.Equal("ScotCoPro", (string?)posts[0]!["account"]);
        Assert.Equal(first, (string?)posts[1]!["reply_to"]);
        Assert.NotNull(posts[0]!["deleted_at"]);
        Assert.Null(posts[1]!["deleted_at"]);
        Assert.InRange((DateTimeOffset)posts[0]!["arrived_at"]!, Practice.Monday, Practice.Monday.AddMinutes(1));
        var real = TimeProvider.System.GetUtcNow();
        Assert.InRange((DateTimeOffset)posts[0]!["arrived_real_at"]!, real.AddMinutes(-1), real);
    }

    [Fact]
    public async Task It_counts_requests_by_endpoint_and_answer()
    {
        await using var x = await Practice.StartAsync();
        await x.PostAsync("Once");
        await x.PostRawAsync(new { text = "Once" });
        await x.TimelineAsync();

        var requests = (await x.StateAsync())["requests"]!;

        Assert.Equal(2, (int?)requests["POST /2/tweets"]!["count"]);
        Assert.Equal(1, (int?)requests["POST /2/tweets"]!["answers"]!["403"]);
        Assert.Equal(1, (int?)requests["GET /2/users/{id}/tweets"]!["answers"]!["200"]);
    }

    [Theory]
    [InlineData("GET", "/1.1/statuses/update.json")]
    [InlineData("PATCH", "/2/tweets")]
    [InlineData("GET", "/sandbox/nothing")]
    public async Task An_unknown_address_is_404_and_counted(string method, string path)
    {
        await using var x = await Practice.StartAsync();

        var seen = await x.SendAsync(new(method), path, null);

        Assert.Equal(404, seen.Status);
        Assert.Equal("application/problem+json", seen.ContentType);
        Assert.Equal(404, (int?)seen.Body!["status"]);
        Assert.Equal(1, (int?)(await x.StateAsync())["requests"]![$"unknown: {method} {path}"]!["count"]);
    }

    [Fact]
    public async Task No_token_stands_in_it()
    {
        await using var x = await Practice.StartAsync();
        var state = (await x.GetAsync("/sandbox/state")).Text;

        foreach (var secret in new[] { Practice.Us.UserToken, Practice.Us.ConsumerSecret, Practice.Us.AccessSecret, Practice.Us.RefreshToken, Practice.Us.Bearer })
            Assert.DoesNotContain(secret!, state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_listens_on_loopback_only()
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(IPAddress.Loopback.ToString(), x.Address.Host);
    }

    [Fact]
    public async Task A_taken_port_is_named()
    {
        await using var x = await Practice.StartAsync();

        var refused = await Assert.ThrowsAsync<IOException>(() =>
            SandboxServer.StartAsync(new() { Port = x.Address.Port }, new(), CancellationToken.None));

        Assert.Contains(x.Address.Port.ToString(), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forty_accounts_post_at_once_and_nothing_is_lost_or_doubled()
    {
        var accounts = Enumerable.Range(1, 40).Select(n => SandboxAccount.Practice($"Account{n}")).ToList();
        await using var server = await SandboxServer.StartAsync(new() { Accounts = accounts }, new(), CancellationToken.None);
        using var http = new HttpClient { BaseAddress = server.Address };

        await Parallel.ForEachAsync(accounts, async (account, stop) =>
        {
            for (var i = 0; i < 25; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/2/tweets") { Content = new StringContent($$"""{"text":"{{account.Handle}} says {{i}}"}""") };
                request.Headers.Authorization = new("Bearer", account.UserToken);
                using var response = await http.SendAsync(request, stop);
                Assert.Equal(HttpStatusCode.Created, response.StatusCode);
            }
        });

        var posts = (JsonArray)JsonNode.Parse(await http.GetStringAsync("/sandbox/state"))!["posts"]!;
        Assert.Equal(1_000, posts.Count);
        Assert.Equal(1_000, posts.Select(post => (string)post!["text"]!).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(1_000, posts.Select(post => (string)post!["id"]!).Distinct(StringComparer.Ordinal).Count());
    }
}
