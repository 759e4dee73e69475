using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using CoProWeek.Clock;
using CoProWeek.Networks.Sandbox.Auth;
using CoProWeek.Networks.Sandbox.Posts;
using CoProWeek.Networks.Sandbox.State;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>What X does not have: faults, switches, limits, the state, and a crowd.</summary>
internal static class ControlEndpoints
{
    /// <summary>Kinds stand in lower case with hyphens: "no-id".</summary>
    public static readonly JsonSerializerOptions FaultJson = new(Wire.Json)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    public static void Map(RouteTable routes, PracticeNetwork network, FaultPlan faults, RateLimits limits, SwitchBoard switches, LateArrivals late, RequestLog log, CampaignClock clock)
    {
        routes.Add("GET", "/sandbox/state", Who.Anyone, _ => StateView.Of(network, switches, late, log, clock));
        routes.Add("GET", "/sandbox/faults", Who.Anyone, _ => Answer.Plain(faults.ToJson()));
        routes.Add("PUT", "/sandbox/faults", Who.Anyone, async call =>
        {
            var wanted = Read<List<Fault>>(await call.JsonAsync(), "a list of faults");
            Refuse(wanted.Select(fault => fault.Wrong()).FirstOrDefault(wrong => wrong is not null) ?? switches.Now.Fault(FaultPlan.LatestS(wanted)));
            faults.Set(wanted);
            return Answer.Plain(faults.ToJson());
        });
        routes.Add("DELETE", "/sandbox/faults", Who.Anyone, _ =>
        {
            faults.Set([]);
            return Answer.Plain(faults.ToJson());
        });
        routes.Add("PUT", "/sandbox/switches", Who.Anyone, async call =>
        {
            var wanted = Merge(switches.Now, await call.ObjectAsync());
            Refuse(wanted.Fault(FaultPlan.LatestS(faults.Now)));
            switches.Now = wanted;
            return Answer.Plain(JsonSerializer.SerializeToNode(wanted, Wire.Json)!);
        });
        routes.Add("PUT", "/sandbox/limits", Who.Anyone, async call =>
        {
            limits.Set(Read<List<RateLimit>>(await call.JsonAsync(), "a list of limits"));
            return Answer.Plain(JsonSerializer.SerializeToNode(limits.Now, FaultJson)!);
        });
        CrowdEndpoints.Map(routes, network, clock);
    }

    public static T Read<T>(JsonNode json, string what)
    {
        try
        {
            return json.Deserialize<T>(FaultJson) ?? throw new JsonException("null");
        }
        catch (JsonException e)
        {
            throw Problem.BadRequest($"The sandbox expected {what}: {e.Message}");
        }
    }

    /// <summary>What is named changes, what is left out stays.</summary>
    private static SandboxSwitches Merge(SandboxSwitches now, JsonObject change)
    {
        var merged = JsonSerializer.SerializeToNode(now, Wire.Json)!.AsObject();
        foreach (var (name, value) in change)
            merged[name] = value?.DeepClone();
        return Read<SandboxSwitches>(merged, "the sandbox's switches");
    }

    private static void Refuse(string? wrong)
    {
        if (wrong is not null)
            throw Problem.BadRequest(wrong);
    }
}
