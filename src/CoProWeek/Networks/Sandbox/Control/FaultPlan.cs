using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using System.Text.Json;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>The faults in force, in order. Latencies add up; of the others the first that matches counts.</summary>
internal sealed class FaultPlan
{
    private readonly Lock gate = new();
    private IReadOnlyList<Armed> armed = [];

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

/// <summary>The faults that strike one request.</summary>
internal sealed class Picked
{
    private TimeSpan before;
    private TimeSpan after;

    /// <summary>Answers in place of the endpoint.</summary>
    public Fault? Instead { get; private set; }

    /// <summary>Spoils the endpoint's answer.</summary>
    public Fault? After { get; private set; }

    public Fault? Late { get; private set; }

    public void Add(Fault fault)
    {
        var delay = TimeSpan.FromMilliseconds(fault.DelayMs);
        if (fault.Kind == FaultKind.Latency)
            (before, after) = fault.Accepts ? (before, after + delay) : (before + delay, after);
        else if (fault.Kind == FaultKind.Late)
            Late = fault;
        else if (fault.Accepts)
            After = fault;
        else
            Instead = fault;
    }

    /// <summary>
    /// Before the request is carried out. One whose client leaves meanwhile is never carried out: what is accepted
    /// for a client that gave up must keep to campaign time, and that is what the late kind is for.
    /// </summary>
    public async Task WaitAsync(SandboxCall call)
    {
        if (Late is { } late)
            call.AcceptLate = TimeSpan.FromMilliseconds(late.DelayMs);
        if (before > TimeSpan.Zero)
            await Task.Delay(before, TimeProvider.System, call.Aborted);
    }

    /// <summary>After it was carried out, and before it is answered.</summary>
    public async Task<Reply> SpoilAsync(Reply good, SandboxCall call, DateTimeOffset now)
    {
        if (after > TimeSpan.Zero)
            await Task.Delay(after, TimeProvider.System, call.Aborted);
        return After is { } fault ? fault.Spoil(good, call, now) : good;
    }
}
