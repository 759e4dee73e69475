using System.Globalization;
using System.Text.Json.Nodes;
using CoProWeek.Networks.Sandbox.Auth;

namespace CoProWeek.Networks.Sandbox.Control;

/// <summary>What a fault answers.</summary>
internal static class FaultReplies
{
    private const string Page =
        "<!DOCTYPE html><html><head><title>Over capacity</title></head><body><h1>Something is technically wrong.</h1></body></html>";

    /// <summary>What is answered without carrying the request out.</summary>
    public static Reply Instead(Fault fault, SandboxCall call, DateTimeOffset now) =>
        Spoil(fault, new(Problem.Status(503, "Service Unavailable", "Service Unavailable")), call, now);

    /// <summary>What becomes of a good answer.</summary>
    public static Reply Spoil(Fault fault, Reply good, SandboxCall call, DateTimeOffset now)
    {
        var reply = fault.Kind switch
        {
            FaultKind.Drop => good with { Drops = true },
            FaultKind.Status => new Reply(StatusAnswer(fault, call, now)),
            FaultKind.Slow => good with { Slowly = TimeSpan.FromMilliseconds(fault.DelayMs) },
            FaultKind.Garbage => good with { RawBody = "{\"data\":{\"id\":\"17\u0000<\u0007" },
            FaultKind.Cut => good with { CutsShort = true },
            FaultKind.Empty => good with { RawBody = "" },
            FaultKind.Html => new Reply(good.Answer with { Status = 503 }) { RawBody = Page, ContentType = "text/html; charset=utf-8" },
            FaultKind.NoId => new Reply(Answer.Data(new JsonObject())),
            FaultKind.Redirect => Redirected(fault, good, call),
            _ => good,
        };
        return reply with
        {
            Answer = reply.Answer with { Status = fault.Status ?? reply.Answer.Status },
            RawBody = fault.Body ?? reply.RawBody,
        };
    }

    private static Reply Redirected(Fault fault, Reply good, SandboxCall call)
    {
        call.Http.Response.Headers.Location = fault.Location ?? call.Http.Request.Path + call.Http.Request.QueryString;
        return new(good.Answer with { Status = 307 }) { RawBody = "" };
    }

    private static Answer StatusAnswer(Fault fault, SandboxCall call, DateTimeOffset now)
    {
        if (fault.Status == 429)
        {
            var calls = RateLimit.OfX.FirstOrDefault(limit => limit.Endpoint == call.Route.Name)?.Calls ?? 100;
            RateLimits.Tell(call.Http.Response, new(call.Route.Name, LimitedBy.User, calls), fault.Remaining, now.AddSeconds(fault.ResetAfterS));
        }
        return fault.Status switch
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
