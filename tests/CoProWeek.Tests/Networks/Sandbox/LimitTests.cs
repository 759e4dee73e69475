using CoProWeek.Networks.Sandbox;

namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class LimitTests
{
    private static readonly RateLimit[] Two = [new("POST /2/tweets", LimitedBy.User, 2), new("GET /2/users/me", LimitedBy.User, 75)];

    [Fact]
    public async Task Headers_tell_the_truth_on_the_campaigns_clock()
    {
        await using var x = await Practice.StartAsync();

        var first = await x.PostRawAsync(new { text = "One" });
        x.Forward(TimeSpan.FromMinutes(5));
        var second = await x.PostRawAsync(new { text = "Two" });

        Assert.Equal("100", first.Headers["x-rate-limit-limit"]);
        Assert.Equal("99", first.Headers["x-rate-limit-remaining"]);
        Assert.Equal("98", second.Headers["x-rate-limit-remaining"]);
        Assert.Equal(first.Headers["x-rate-limit-reset"], second.Headers["x-rate-limit-reset"]);
        Assert.InRange(long.Parse(first.Headers["x-rate-limit-reset"]) - Practice.Monday.ToUnixTimeSeconds(), 900, 960);
        Assert.Equal("10000", first.Headers["x-app-limit-24hour-limit"]);
        Assert.Equal("9998", second.Headers["x-app-limit-24hour-remaining"]);
    }

    [Fact]
    public async Task Beyond_the_limit_is_429_until_the_reset()
    {
        await using var x = await Practice.StartAsync(limits: Two);
        await x.PostAsync("One");
        await x.PostAsync("Two");

        var refused = await x.PostRawAsync(new { text = "Three" });

        Assert.Equal(429, refused.Status);
        Assert.Equal("Too Many Requests", (string?)refused.Body!["title"]);
        Assert.Equal("0", refused.Headers["x-rate-limit-remaining"]);
        Assert.Equal(200, (await x.GetAsync("/2/users/me")).Status);
        x.Clock.StepTo(DateTimeOffset.FromUnixTimeSeconds(long.Parse(refused.Headers["x-rate-limit-reset"])));
        Assert.Equal(201, (await x.PostRawAsync(new { text = "Three" })).Status);
        Assert.Equal(["One", "Two", "Three"], await x.PostedTextsAsync());
    }

    [Fact]
    public async Task Each_account_has_its_own()
    {
        await using var x = await Practice.StartAsync(limits: Two);
        using var other = x.Client(Practice.Other.UserToken);
        await x.PostAsync("One");
        await x.PostAsync("Two");

        Assert.Equal(429, (await x.PostRawAsync(new { text = "Three" })).Status);
        await x.PostAsync("Ours", by: other);
    }

    [Fact]
    public async Task User_and_app_are_counted_apart()
    {
        await using var x = await Practice.StartAsync();
        using var app = x.Client(Practice.Us.Bearer);

        Assert.Equal("300", (await x.GetAsync("/2/tweets/search/recent?query=a")).Headers["x-rate-limit-limit"]);
        Assert.Equal("450", (await x.GetAsync("/2/tweets/search/recent?query=a", app)).Headers["x-rate-limit-limit"]);
    }

    [Fact]
    public async Task Limits_can_be_lifted_and_set_while_it_runs()
    {
        await using var x = await Practice.StartAsync(limits: RateLimit.AllLifted);
        for (var i = 0; i < 150; i++)
            await x.PostAsync($"Post {i}");

        await x.PutAsync("/sandbox/limits", new[] { new { endpoint = "POST /2/tweets", by = "user", calls = 1 } });

        await x.PostAsync("The one");
        Assert.Equal(429, (await x.PostRawAsync(new { text = "Two" })).Status);
    }
}
