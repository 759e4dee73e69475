using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>How often each endpoint was called, by how it was answered.</summary>
internal sealed class RequestLog
{
    private const int MostUnknown = 1_000;

    private readonly ConcurrentDictionary<(string Endpoint, string Outcome), int> counts = new();
    private readonly ConcurrentDictionary<string, string> unknown = new(StringComparer.Ordinal);

    /// <summary>The name an address is counted under that is no endpoint of ours.</summary>
    public string Unknown(HttpRequest request)
    {
        var name = $"unknown: {request.Method} {request.Path}";
        return unknown.Count < MostUnknown || unknown.ContainsKey(name) ? unknown.GetOrAdd(name, name) : "unknown: others";
    }

    public void Count(string endpoint, string outcome) => counts.AddOrUpdate((endpoint, outcome), 1, (_, before) => before + 1);

    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (var endpoint in counts.GroupBy(pair => pair.Key.Endpoint).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var outcomes = endpoint.OrderBy(pair => pair.Key.Outcome, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key.Outcome, (JsonNode?)pair.Value));
            json[endpoint.Key] = new JsonObject { ["count"] = endpoint.Sum(pair => pair.Value), ["answers"] = new JsonObject(outcomes) };
        }
        return json;
    }
}
