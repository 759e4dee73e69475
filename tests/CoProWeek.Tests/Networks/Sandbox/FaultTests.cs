namespace CoProWeek.Tests.Networks.Sandbox;

public sealed class FaultTests
{
    [Theory]
    [InlineData(401, "Unauthorized")]
    [InlineData(402, "CreditsDepleted")]
    [InlineData(403, "Forbidden")]
    [InlineData(429, "Too Many Requests")]
    [InlineData(500, "Internal Server Error")]
    [InlineData(503, "Service Unavailable")]
    public async Task A_status_is_answered_once_and_nothing_is_accepted(int status, string title)
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "status", status, count = 1 });

        var spoiled = await x.PostRawAsync(new { text = "Hello" });

        Assert.Equal(status, spoiled.Status);
        Assert.Equal("application/problem+json", spoiled.ContentType);
        Assert.Equal(title, (string?)spoiled.Body!["title"]);
        Assert.Empty(await x.PostedTextsAsync());
        Assert.Equal(201, (await x.PostRawAsync(new { text = "Hello" })).Status);
    }

    [Fact]
    public async Task A_429_says_when_to_come_back()
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "status", status = 429, reset_after_s = 60, remaining = 7 });

        var spoiled = await x.PostRawAsync(new { text = "Hello" });

        Assert.Equal("7", spoiled.Headers["x-rate-limit-remaining"]);
        Assert.InRange(long.Parse(spoiled.Headers["x-rate-limit-reset"]) - Practice.Monday.ToUnixTimeSeconds(), 60, 120);
    }

    [Fact]
    public async Task A_500_may_come_after_the_post_was_accepted()
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "status", status = 500, accept = true });

        Assert.Equal(500, (await x.PostRawAsync(new { text = "Out all the same" })).Status);
        Assert.Equal(["Out all the same"], await x.PostedTextsAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_connection_is_dropped_before_or_after_accepting(bool accept)
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "drop", accept, count = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => x.PostRawAsync(new { text = "Hello" }));

        Assert.Equal(accept ? ["Hello"] : [], await x.PostedTextsAsync());
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("empty")]
    [InlineData("no-id")]
    public async Task An_accepted_post_may_be_answered_uselessly(string kind)
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind });

        var spoiled = await x.PostRawAsync(new { text = "Hello" });

        Assert.InRange(spoiled.Status, 200, 201);
        Assert.DoesNotContain((string)(await x.StateAsync())["posts"]![0]!["id"]!, spoiled.Text, StringComparison.Ordinal);
        Assert.Equal(["Hello"], await x.PostedTextsAsync());
    }

    [Fact]
    public async Task An_answer_may_be_cut_in_its_middle()
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "cut" });

        await Assert.ThrowsAnyAsync<Exception>(() => x.PostRawAsync(new { text = "Hello" }));

        Assert.Equal(["Hello"], await x.PostedTextsAsync());
    }

    [Fact]
    public async Task An_error_page_is_made_for_browsers()
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "html", status = 502 });

        var spoiled = await x.PostRawAsync(new { text = "Hello" });

        Assert.Equal(502, spoiled.Status);
        Assert.Equal("text/html", spoiled.ContentType);
        Assert.StartsWith("<!DOCTYPE html>", spoiled.Text, StringComparison.Ordinal);
        Assert.Empty(await x.PostedTextsAsync());
    }

    [Fact]
    public async Task A_redirect_points_elsewhere()
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "redirect", location = "https://example.org/" });

        var spoiled = await x.PostRawAsync(new { text = "Hello" });

        Assert.Equal(307, spoiled.Status);
        Assert.Equal("https://example.org/", spoiled.Headers["Location"]);
        Assert.Empty(await x.PostedTextsAsync());
    }

    [Fact]
    public async Task Latency_and_a_slow_body_take_real_time_and_lose_nothing()
    {
        await using var x = await Practice.StartAsync();
        await x.PutAsync("/sandbox/faults", new object[] { new { kind = "latency", delay_ms = 60 }, new { kind = "slow", delay_ms = 60 } });
        var began = TimeProvider.System.GetTimestamp();

        Assert.Equal(201, (await x.PostRawAsync(new { text = "Hello" })).Status);

        Assert.True(TimeProvider.System.GetElapsedTime(began) >= TimeSpan.FromMilliseconds(110));
    }

    [Fact]
    public async Task Who_leaves_before_a_late_request_is_looked_at_has_not_posted()
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "latency", delay_ms = 60_000 });
        using var impatient = x.Client(Practice.Us.UserToken);
        impatient.Timeout = TimeSpan.FromMilliseconds(100);

        await Assert.ThrowsAsync<TaskCanceledException>(() => x.SendAsync(HttpMethod.Post, "/2/tweets", new { text = "Hello" }, impatient));

        Assert.Empty(await x.PostedTextsAsync());
    }

    [Fact]
    public async Task A_fault_strikes_only_what_it_names()
    {
        await using var x = await Practice.StartAsync();
        using var other = x.Client(Practice.Other.UserToken);
        await x.FaultAsync(new { kind = "status", status = 503, method = "GET", path = "/2/users/*", account = "scotcopro", skip = 1 });

        Assert.Equal(200, (await x.GetAsync("/2/users/me")).Status);
        Assert.Equal(503, (await x.GetAsync("/2/users/me")).Status);
        Assert.Equal(503, (await x.TimelineAsync()).Status);
        Assert.Equal(200, (await x.GetAsync("/2/users/me", other)).Status);
        Assert.Equal(200, (await x.GetAsync("/2/tweets?ids=1")).Status);
    }

    [Fact]
    public async Task Chance_follows_its_seed()
    {
        await using var x = await Practice.StartAsync();
        var runs = new List<string>();
        for (var run = 0; run < 2; run++)
        {
            await x.FaultAsync(new { kind = "status", status = 503, probability = 0.5, seed = 11 });
            var answers = new List<int>();
            for (var i = 0; i < 20; i++)
                answers.Add((await x.GetAsync("/2/tweets?ids=1")).Status);
            runs.Add(string.Join(',', answers));
        }

        Assert.Equal(runs[0], runs[1]);
        Assert.Contains("200", runs[0], StringComparison.Ordinal);
        Assert.Contains("503", runs[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cleared_faults_are_gone()
    {
        await using var x = await Practice.StartAsync();
        await x.FaultAsync(new { kind = "status", status = 503 });
        Assert.Equal(503, (await x.GetAsync("/2/users/me")).Status);
        Assert.Equal(1, (int?)(await x.GetAsync("/sandbox/faults")).Body![0]!["struck"]);

        await x.SendAsync(HttpMethod.Delete, "/sandbox/faults", null);

        Assert.Equal(200, (await x.GetAsync("/2/users/me")).Status);
    }

    [Theory]
    [InlineData("""[{"kind":"explode"}]""")]
    [InlineData("""[{"kind":"status"}]""")]
    [InlineData("""[{"kind":"drop","colour":"red"}]""")]
    [InlineData("""[{"kind":"drop","probability":2}]""")]
    [InlineData("""{"kind":"drop"}""")]
    public async Task A_fault_that_makes_no_sense_is_refused(string faults)
    {
        await using var x = await Practice.StartAsync();

        Assert.Equal(400, (await x.SendAsync(HttpMethod.Put, "/sandbox/faults", System.Text.Json.Nodes.JsonNode.Parse(faults))).Status);
    }
}
