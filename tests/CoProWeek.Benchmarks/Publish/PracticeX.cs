using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using CoProWeek.Networks.Sandbox;

namespace CoProWeek.Benchmarks;

/// <summary>The practice network in a process of its own, without X's limits.</summary>
internal sealed class PracticeX : IAsyncDisposable
{
    private readonly AppRun sandbox;
    private readonly HttpClient http;

    private PracticeX(AppRun sandbox, Uri address) => (this.sandbox, http) = (sandbox, new HttpClient { BaseAddress = address });

    public static async Task<PracticeX> StartAsync(MeasuredApp app)
    {
        var address = new Uri($"http://127.0.0.1:{AppRun.FreePort()}");
        var run = app.Start(["sandbox", "--no-limits", "--port", $"{address.Port}", .. Queue.Handles.SelectMany(handle => new[] { "--account", handle })], []);
        await run.AnswersAsync(new(address, "/sandbox/state"));
        return new PracticeX(run, address);
    }

    /// <summary>What a worker needs to post there.</summary>
    public Dictionary<string, string> Settings()
    {
        var settings = Queue.Handles.ToDictionary(handle => $"X__Accounts__{handle}__OAuth2Token", handle => SandboxAccount.Practice(handle).UserToken!);
        settings["X__BaseUrl"] = $"{http.BaseAddress}";
        return settings;
    }

    /// <summary>What arrived, and when by this machine's clock.</summary>
    public async Task<IReadOnlyList<(string Text, DateTimeOffset At)>> ArrivedAsync()
    {
        var state = await http.GetFromJsonAsync<JsonElement>("/sandbox/state");
        return [.. state.GetProperty("posts").EnumerateArray().Select(post => (post.GetProperty("text").GetString()!, post.GetProperty("arrived_real_at").GetDateTimeOffset()))];
    }

    public async Task<bool> HasAsync(string text) => (await ArrivedAsync()).Any(post => post.Text.Contains(text, StringComparison.Ordinal));

    /// <summary>From now on creates are accepted, and answered much later.</summary>
    public async Task AnswerLateAsync(TimeSpan by) =>
        (await http.PutAsJsonAsync("/sandbox/faults", new[] { new { kind = "slow", accept = true, path = "/2/tweets", method = "POST", delay_ms = (int)by.TotalMilliseconds } })).EnsureSuccessStatusCode();

    public async Task AnswerAtOnceAsync() => (await http.DeleteAsync(new Uri("/sandbox/faults", UriKind.Relative))).EnsureSuccessStatusCode();

    /// <summary>How long it takes by itself to accept a post, in ms, asked at the same pace.</summary>
    public async Task<IReadOnlyList<double>> AloneAsync(int posts, TimeSpan every)
    {
        var times = new List<Task<double>>();
        using var pace = new PeriodicTimer(every);
        for (var n = 0; n < posts && await pace.WaitForNextTickAsync(); n++)
            times.Add(PostAsync(Queue.Handles[n % Queue.Accounts], $"Alone {n}"));
        return await Task.WhenAll(times);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await sandbox.DisposeAsync();
    }

    private async Task<double> PostAsync(string handle, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/2/tweets") { Content = JsonContent.Create(new { text }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SandboxAccount.Practice(handle).UserToken);
        var begun = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
