using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.Posts;

namespace CoProWeek.Networks.Sandbox;

/// <summary>Who is calling: an account and its app, or the app alone.</summary>
internal sealed record Caller(SandboxAccount Account, bool AppOnly)
{
    /// <summary>What its app's limits are counted under.</summary>
    public string App => Account.ConsumerKey ?? Account.Handle;
}

/// <summary>One request, with the campaign instant and the real one at which it reached us.</summary>
internal sealed class SandboxCall(HttpContext http, SandboxRoute route, DateTimeOffset arrivedAt)
{
    private const int LargestJson = 1 << 20;

    private readonly long arrivedTicks = Stopwatch.GetTimestamp();
    private Caller? caller;

    public HttpContext Http { get; } = http;

    public SandboxRoute Route { get; } = route;

    public DateTimeOffset ArrivedAt { get; } = arrivedAt;

    public DateTimeOffset ArrivedRealAt { get; } = TimeProvider.System.GetUtcNow();

    /// <summary>Real time since it arrived.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(arrivedTicks);

    public CancellationToken Aborted => Http.RequestAborted;

    public bool IsKnown => caller is not null;

    public Caller Caller
    {
        get => caller ?? throw Problem.Unauthorized();
        set => caller = value;
    }

    /// <summary>Set by a fault: this create is accepted so long after its client gave up.</summary>
    public TimeSpan? AcceptLate { get; set; }

    public string PathValue(string name) => (string)Http.Request.RouteValues[name]!;

    public long PathId(string name) =>
        Wire.TryId(PathValue(name), out var id)
            ? id
            : throw Problem.Invalid(name, PathValue(name), $"The `{name}` path parameter value [{PathValue(name)}] is not valid");

    /// <summary>A query parameter under its older name, whichever family it was asked by; null when absent.</summary>
    public string? Query(string name)
    {
        foreach (var (key, value) in Http.Request.Query)
        {
            if (FieldNames.Old(key) == name)
                return value.ToString();
        }
        return null;
    }

    /// <summary>X refuses parameters it does not know.</summary>
    public void AllowQuery(params ReadOnlySpan<string> names)
    {
        foreach (var (key, value) in Http.Request.Query)
        {
            if (!names.Contains(FieldNames.Old(key)))
                throw Problem.Invalid(key, value.ToString(), $"The query parameter [{key}] is not one of [{string.Join(",", names.ToArray())}]");
        }
    }

    public async Task<JsonNode> JsonAsync()
    {
        if (Http.Request.ContentLength > LargestJson)
            throw Problem.BadRequest("The body is too large.");
        try
        {
            return await JsonNode.ParseAsync(Http.Request.Body, cancellationToken: Aborted) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw Problem.BadRequest($"The body is not JSON: {e.Message}");
        }
    }

    public async Task<JsonObject> ObjectAsync() =>
        await JsonAsync() as JsonObject ?? throw Problem.BadRequest("The body must be a JSON object.");
}
