using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>The faults in force, in order. Latencies add up; of the others the first that matches counts.</summary>
internal sealed class FaultPlan
{
    private readonly Lock gate = new();
    private IReadOnlyList<Armed> armed = [];

    /// <summary>The longest lateness of any, in whole seconds.</summary>
    public static int LatestS(IEnumerable<Fault> faults) =>
        faults.Where(fault => fault.Kind == FaultKind.Late).Select(fault => (fault.DelayMs + 999) / 1000).DefaultIfEmpty().Max();

    public IReadOnlyList<Fault> Now
    {
        get
        {
            lock (gate)
                return [.. armed.Select(one => one.Fault)];
        }
    }

    public void Set(IEnumerable<Fault> faults)
    {
        lock (gate)
            armed = [.. faults.Select(fault => new Armed(fault))];
    }

    /// <summary>Uses up one turn of each fault that strikes this request.</summary>
    public Picked Pick(SandboxCall call)
    {
        var picked = new Picked();
        lock (gate)
        {
            foreach (var one in armed.Where(one => one.Fault.Kind is FaultKind.Latency || (picked.Instead ?? picked.After ?? picked.Late) is null))
            {
                if (one.Strikes(call))
                    picked.Add(one.Fault);
            }
        }
        return picked;
    }

    public JsonArray ToJson()
    {
        lock (gate)
            return new([.. armed.Select(one => one.ToJson())]);
    }

    [SuppressMessage("Security", "CA5394", Justification = "The seed makes a run of faults repeatable.")]
    private sealed class Armed(Fault fault)
    {
        private readonly Random chance = new(fault.Seed);
        private int skipped;
        private int struck;

        public Fault Fault { get; } = fault;

        public bool Strikes(SandboxCall call)
        {
            if (struck >= Fault.Count || !Fault.Matches(call))
                return false;
            if (skipped < Fault.Skip)
            {
                skipped++;
                return false;
            }
            if (chance.NextDouble() >= Fault.Probability)
                return false;
            struck++;
            return true;
        }

        public JsonNode ToJson()
        {
            var json = JsonSerializer.SerializeToNode(Fault, ControlEndpoints.FaultJson)!;
            json["struck"] = struck;
            return json;
        }
    }
}
