using System.Text.Json.Nodes;

namespace CoProWeek.Networks.Sandbox;

/// <summary>What is answered, before a fault may spoil it.</summary>
internal sealed record Answer(int Status, JsonNode? Body)
{
    /// <summary>Its shape is OAuth's or ours, so it is neither renamed nor called a problem.</summary>
    public bool IsPlain { get; init; }

    public string ContentType =>
        Status >= 400 && !IsPlain ? "application/problem+json; charset=utf-8" : "application/json; charset=utf-8";

    public static Answer Data(JsonNode data, int status = 200) => new(status, new JsonObject { ["data"] = data });

    public static Answer Plain(JsonNode body, int status = 200) => new(status, body) { IsPlain = true };
}

/// <summary>A request that is not carried out, with the answer that says why; caught in <see cref="Front"/>.</summary>
internal sealed class RefusalException(Answer answer) : Exception($"refused with {answer.Status}")
{
    public Answer Answer { get; } = answer;
}
