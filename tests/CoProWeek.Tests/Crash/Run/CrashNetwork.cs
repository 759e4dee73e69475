using System.Net.Http.Json;
using System.Text.Json;
using CoProWeek.Storage;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>
/// The practice network as a process of its own, with X's limits lifted, and with its own rule against doubled text off, so
/// that a doubled post would show as two. What it has accepted is in its journal, so that it survives being killed.
/// </summary>
internal sealed class CrashNetwork : IAsyncDisposable
{
    private readonly string journal = Path.Combine(TemporaryFolder.Create(), "journal");
    private readonly int port = LoopbackPort.FindFree();
    private readonly string[] accounts;
    private readonly Tally tally;
    private readonly HttpClient http;
    private readonly List<Gate> gates = [];
    private AppProcess? process;
    private object[] faults = [];
    private int lag;

    public CrashNetwork(IEnumerable<string> handles, Tally tally)
    {
        (accounts, this.tally) = ([.. handles.SelectMany(handle => new[] { "--account", handle })], tally);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{port}") };
    }

    public Uri Address => http.BaseAddress!;

    public HttpClient Http => http;

    /// <summary>One that leads here, for as long as there is a network.</summary>
    public async Task<Gate> GateAsync()
    {
        var gate = await Gate.OpenAsync(process is null ? null : Address);
        gates.Add(gate);
        return gate;
    }

    /// <summary>The gates lead to it once it behaves as it should.</summary>
    public async Task StartAsync()
    {
        process = AppProcess.StartApart(new Dictionary<string, string?>(), ["sandbox", "--port", $"{port}", "--journal", journal, "--no-limits", .. accounts]);
        await process.UntilSaidAsync("The sandbox is at");
        await BehaveAsync();
        foreach (var gate in gates)
            gate.Network = Address;
    }

    public async Task KillAsync()
    {
        foreach (var gate in gates)
            gate.Network = null;
        await CountFaultsAsync();
        await process!.KillAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>What it does wrong from now on, and how late its timelines are.</summary>
    public async Task BehaveAsync(object[] faults, int lag)
    {
        (this.faults, this.lag) = (faults, lag);
        if (process is null)
            return;
        await CountFaultsAsync();
        await BehaveAsync();
    }

    /// <summary>All posts it has, and who made them.</summary>
    public async Task<IReadOnlyList<ArrivedPost>> PostsAsync()
    {
        var state = await http.GetFromJsonAsync<JsonElement>("/sandbox/state");
        return [.. state.GetProperty("posts").EnumerateArray().Select(ArrivedPost.Read)];
    }

    public async ValueTask DisposeAsync()
    {
        process?.Dispose();
        foreach (var gate in gates)
            await gate.DisposeAsync();
        http.Dispose();
    }

    private async Task BehaveAsync()
    {
        await PutAsync("/sandbox/switches", new { refuse_duplicates = false, timeline_lag_s = lag });
        await PutAsync("/sandbox/faults", faults);
    }

    private async Task PutAsync(string path, object body)
    {
        using var answer = await http.PutAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task CountFaultsAsync()
    {
        foreach (var fault in (await http.GetFromJsonAsync<JsonElement>("/sandbox/faults")).EnumerateArray())
            tally.Met(Weather.Words(fault), fault.GetProperty("struck").GetInt32());
    }
}

/// <summary>A post as the network has it.</summary>
internal sealed record ArrivedPost(long Id, string Handle, string Text, long? ReplyTo, int Pictures)
{
    public static ArrivedPost Read(JsonElement post) => new(
        long.Parse(post.GetProperty("id").GetString()!),
        post.GetProperty("account").GetString()!,
        post.GetProperty("text").GetString()!,
        post.TryGetProperty("reply_to", out var to) && to.GetString() is { } id ? long.Parse(id) : null,
        post.GetProperty("media").GetArrayLength());
}
