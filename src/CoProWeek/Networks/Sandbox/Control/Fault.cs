using System.IO.Enumeration;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>What a fault does.</summary>
internal enum FaultKind
{
    /// <summary>Waits <see cref="Fault.DelayMs"/> of real time: HTTP runs on it.</summary>
    Latency,

    /// <summary>Answers <see cref="Fault.Status"/>.</summary>
    Status,

    /// <summary>Ends the connection without an answer.</summary>
    Drop,

    /// <summary>Accepts the create after its client gave up: <see cref="Fault.DelayMs"/> of campaign time later.</summary>
    Late,

    /// <summary>Spreads the answer over <see cref="Fault.DelayMs"/> of real time.</summary>
    Slow,

    /// <summary>Answers what is no JSON.</summary>
    Garbage,

    /// <summary>Sends half of the answer, then ends the connection.</summary>
    Cut,

    /// <summary>Answers without a body.</summary>
    Empty,

    /// <summary>Answers an error page made for browsers.</summary>
    Html,

    /// <summary>Answers 200, but leaves out the id.</summary>
    NoId,

    /// <summary>Points elsewhere: <see cref="Fault.Location"/>, or to the same address.</summary>
    Redirect,
}

/// <summary>Something that goes wrong, and with which requests. What is left out matches everything.</summary>
internal sealed record Fault
{
    public required FaultKind Kind { get; init; }

    public string? Method { get; init; }

    /// <summary>With * for any characters: "/2/media/*".</summary>
    public string? Path { get; init; }

    /// <summary>A handle.</summary>
    public string? Account { get; init; }

    /// <summary>So many requests, then it is over; null is without end.</summary>
    public int? Count { get; init; }

    /// <summary>So many matching requests are let through first.</summary>
    public int Skip { get; init; }

    public double Probability { get; init; } = 1;

    public int Seed { get; init; }

    /// <summary>Whether the request is carried out (and journalled) before it goes wrong. Each kind has its usual way.</summary>
    public bool? Accept { get; init; }

    public int DelayMs { get; init; }

    public int? Status { get; init; }

    /// <summary>Of a 429: seconds until the limit is said to be reset (campaign time), and what is said to be left.</summary>
    public int ResetAfterS { get; init; } = 900;

    public int Remaining { get; init; }

    public string? Location { get; init; }

    /// <summary>Sent instead of the usual body.</summary>
    public string? Body { get; init; }

    public bool Accepts => Accept ?? Kind is FaultKind.Slow or FaultKind.Garbage or FaultKind.Cut or FaultKind.Empty or FaultKind.NoId;

    public string? Wrong() => this switch
    {
        { Kind: FaultKind.Status, Status: null or < 200 or > 599 } => "kind status needs a status from 200 to 599.",
        { Kind: FaultKind.Latency or FaultKind.Slow, DelayMs: <= 0 } => $"kind {Kind.ToString().ToLowerInvariant()} needs delay_ms above 0.",
        { DelayMs: < 0 } => "delay_ms is 0 or more.",
        { Probability: < 0 or > 1 } => "probability is from 0 to 1.",
        { Count: < 1 } => "count is 1 or more, or left out for no end.",
        { Skip: < 0 } => "skip is 0 or more.",
        _ => null,
    };

    public bool Matches(SandboxCall call) =>
        (Method is null || Method.Equals(call.Http.Request.Method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || FileSystemName.MatchesSimpleExpression(Path, call.Http.Request.Path, ignoreCase: false))
        && (Account is null || (call.IsKnown && call.Caller.Account.Handle.Equals(Account, StringComparison.OrdinalIgnoreCase)));
}
