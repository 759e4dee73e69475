using System.Net.Http.Json;
using System.Text.Json;

namespace CoProWeek.Tests.Support;

/// <summary>Everybody else on the practice network.</summary>
internal sealed class People(Uri sandbox) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = sandbox };

    /// <summary>Says something, and returns its id. Whoever is not there yet joins.</summary>
    public async Task<string> SayAsync(
        string text, string handle = "kelp_kitchen", DateTimeOffset? at = null, string? replyTo = null, string? quoteOf = null, string? repostOf = null, object? numbers = null)
    {
        var said = await SendAsync(HttpMethod.Post, "/sandbox/posts", new { handle, text, at, reply_to = replyTo, quote_of = quoteOf, repost_of = repostOf, numbers });
        return said.GetProperty("id").GetString()!;
    }

    public Task JoinAsync(string handle, int followers) => SendAsync(HttpMethod.Post, "/sandbox/accounts", new { handle, name = handle, followers });

    public async Task<string> EditAsync(string id, string text) =>
        (await SendAsync(HttpMethod.Post, "/sandbox/edits", new { id, text })).GetProperty("id").GetString()!;

    public Task DeleteAsync(string id) => SendAsync(HttpMethod.Delete, $"/sandbox/posts/{id}", null);

    /// <summary>How often an endpoint was called: "GET /2/tweets".</summary>
    public async Task<int> CallsAsync(string endpoint)
    {
        var state = await http.GetFromJsonAsync<JsonElement>("/sandbox/state");
        return state.GetProperty("requests").TryGetProperty(endpoint, out var calls) ? calls.GetProperty("count").GetInt32() : 0;
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = JsonContent.Create(body, options: new JsonSerializerOptions { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull });
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }
}
