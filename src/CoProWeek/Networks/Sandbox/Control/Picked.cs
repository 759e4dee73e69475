namespace CoProWeek.Networks.Sandbox.Control;

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
        return After is { } fault ? FaultReplies.Spoil(fault, good, call, now) : good;
    }
}
