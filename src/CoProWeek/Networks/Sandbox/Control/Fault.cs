using System.Globalization;
using System.IO.Enumeration;
using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.Auth;

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
        { Kind: FaultKind.Late, DelayMs: < 0 or > SandboxSwitches.SettleMarginSeconds * 1000 } => "kind late takes delay_ms from 0 to 60000.",
        { Probability: < 0 or > 1 } => "probability is from 0 to 1.",
        { Count: < 1 } => "count is 1 or more, or left out for no end.",
        { Skip: < 0 } => "skip is 0 or more.",
        _ => null,
    };

    public bool Matches(SandboxCall call) =>
        (Method is null || Method.Equals(call.Http.Request.Method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || FileSystemName.MatchesSimpleExpression(Path, call.Http.Request.Path, ignoreCase: false))
        && (Account is null || (call.IsKnown && call.Caller.Account.Handle.Equals(Account, StringComparison.OrdinalIgnoreCase)));

    /// <summary>What is answered without carrying the request out.</summary>
    public Reply ReplyTo(SandboxCall call, DateTimeOffset now) => Spoil(new(Problem.Status(503, "Service Unavailable", "Service Unavailable")), call, now);

    /// <summary>What becomes of a good answer.</summary>
    public Reply Spoil(Reply good, SandboxCall call, DateTimeOffset now)
    {
        var reply = Kind switch
        {
            FaultKind.Drop => good with { Drops = true },
            FaultKind.Status => new Reply(StatusAnswer(call, now)),
            FaultKind.Slow => good with { Slowly = TimeSpan.FromMilliseconds(DelayMs) },
            FaultKind.Garbage => good with { RawBody = "{\"data\":{\"id\":\"17\u0000<\u0007" },
            FaultKind.Cut => good with { CutsShort = true },
            FaultKind.Empty => good with { RawBody = "" },
            FaultKind.Html => new Reply(good.Answer with { Status = Status ?? 503 }) { RawBody = "<!DOCTYPE html><html><head><title>Over capacity</title></head><body><h1>Something is technically wrong.</h1></body></html>", ContentType = "text/html; charset=utf-8" },
            FaultKind.NoId => new Reply(Answer.Data(new JsonObject())),
            FaultKind.Redirect => Redirected(good, call),
            _ => good,
        };
        if (Status is { } status && Kind is not FaultKind.Status and not FaultKind.Redirect)
            reply = reply with { Answer = reply.Answer with { Status = status } };
        return Body is null ? reply : reply with { RawBody = Body };
    }

    private Reply Redirected(Reply good, SandboxCall call)
    {
        call.Http.Response.Headers.Location = Location ?? call.Http.Request.Path + call.Http.Request.QueryString;
        return new(good.Answer with { Status = Status ?? 307 }) { RawBody = "" };
    }

    private Answer StatusAnswer(SandboxCall call, DateTimeOffset now)
    {
        if (Status == 429)
        {
            var limit = new RateLimit(call.Route.Name, LimitedBy.User, RateLimit.OfX.FirstOrDefault(limit => limit.Endpoint == call.Route.Name)?.Calls ?? 100);
            RateLimits.Tell(call.Http.Response, limit, Remaining, now.AddSeconds(ResetAfterS));
        }
        return Status switch
        {
            400 => Problem.Status(400, "Invalid Request", "One or more parameters to your request was invalid.", "invalid-request"),
            401 => Problem.Unauthorized().Answer,
            402 => Problem.Status(402, "CreditsDepleted", "Your enrolled account does not have any credits to fulfill this request.", "credits"),
            403 => Problem.Forbidden("You are not permitted to perform this action.").Answer,
            429 => RateLimits.TooMany(),
            500 => Problem.Status(500, "Internal Server Error", "Something is broken. This is usually a temporary error."),
            503 => Problem.Status(503, "Service Unavailable", "Service Unavailable"),
            var other => Problem.Status(other!.Value, $"Status {other.Value.ToString(CultureInfo.InvariantCulture)}", "A fault of the sandbox's plan."),
        };
    }
}
