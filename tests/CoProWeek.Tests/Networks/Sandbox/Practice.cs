using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Networks.Sandbox.Crowd;

namespace CoProWeek.Tests.Networks.Sandbox;

/// <summary>A running sandbox with two accounts, and a plain HTTP client that posts as the first.</summary>
internal sealed class Practice : IAsyncDisposable
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 9, 9, 0, 0, TimeSpan.Zero);

    private readonly SandboxServer server;

    private readonly CampaignClock clock;

    private Practice(SandboxServer server, CampaignClock clock)
    {
        (this.server, this.clock) = (server, clock);
        Http = Client(Us.UserToken!);
    }

    public static SandboxAccount Us { get; } = SandboxAccount.Practice("ScotCoPro");

    public static SandboxAccount Other { get; } = SandboxAccount.Practice("TeamTwo");

    public StepClock Clock => (StepClock)clock;

    public HttpClient Http { get; }

    public Uri Address => server.Address;

    public static async Task<Practice> StartAsync(SandboxSwitches? switches = null, IReadOnlyList<RateLimit>? limits = null, string? journal = null, CampaignClock? clock = null, SandboxAccount? us = null, CrowdOptions? crowd = null)
    {
        clock ??= new StepClock(Monday);
        var options = new SandboxOptions
        {
            Accounts = [us ?? Us, Other],
            JournalPath = journal,
            Limits = limits ?? RateLimit.OfX,
            Switches = switches ?? new(),
            Crowd = crowd,
        };
        return new(await SandboxServer.StartAsync(options, clock, CancellationToken.None), clock);
    }

    public HttpClient Client(string? bearer = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (bearer is not null)
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return client;
    }

    public void Forward(TimeSpan by) => Clock.StepTo(Clock.GetUtcNow() + by);

    /// <summary>Posts as ourselves and returns the id.</summary>
    public async Task<string> PostAsync(string text, string? replyTo = null, HttpClient? by = null)
    {
        var body = new JsonObject { ["text"] = text };
        if (replyTo is not null)
            body["reply"] = new JsonObject { ["in_reply_to_tweet_id"] = replyTo };
        var response = await SendAsync(HttpMethod.Post, "/2/tweets", body, by);
        Assert.Equal(201, response.Status);
        return (string)response.Body!["data"]!["id"]!;
    }

    public Task<Seen> PostRawAsync(object body) => SendAsync(HttpMethod.Post, "/2/tweets", body);

    public Task<Seen> GetAsync(string path, HttpClient? by = null) => SendAsync(HttpMethod.Get, path, null, by);

    public Task<Seen> TimelineAsync(string query = "") => GetAsync($"/2/users/{Us.Id}/tweets?{query}");

    /// <summary>Somebody else's post, made without their credentials.</summary>
    public async Task<string> CrowdAsync(object post)
    {
        var response = await SendAsync(HttpMethod.Post, "/sandbox/posts", post);
        Assert.Equal(201, response.Status);
        return (string)response.Body!["id"]!;
    }

    public async Task PutAsync(string path, object body) => Assert.Equal(200, (await SendAsync(HttpMethod.Put, path, body)).Status);

    public Task FaultAsync(object fault) => PutAsync("/sandbox/faults", new[] { fault });

    public async Task<JsonObject> StateAsync() => (JsonObject)(await GetAsync("/sandbox/state")).Body!;

    public async Task<string[]> PostedTextsAsync() => [.. ((JsonArray)(await StateAsync())["posts"]!).Select(post => (string)post!["text"]!)];

    public async Task<Seen> SendAsync(HttpMethod method, string path, object? body, HttpClient? by = null, CancellationToken stop = default)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var response = await (by ?? Http).SendAsync(request, stop);
        return await Seen.OfAsync(response);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await server.DisposeAsync();
    }
}

/// <summary>What came back.</summary>
internal sealed record Seen(int Status, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode? Body => JsonNode.Parse(Text);

    public string[] Ids => [.. ((JsonArray?)Body!["data"] ?? []).Select(post => (string)post!["id"]!)];

    public string[] Texts => [.. ((JsonArray?)Body!["data"] ?? []).Select(post => (string)post!["text"]!)];

    public string? Detail => (string?)Body!["detail"];

    public string? Message => (string?)Body!["errors"]?[0]?["message"];

    public static async Task<Seen> OfAsync(HttpResponseMessage response) =>
        new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.MediaType,
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase));
}
