using System.Globalization;

namespace CoProWeek.Networks.Sandbox.Auth;

/// <summary>Counts calls against their limits and says so in X's headers.</summary>
internal sealed class RateLimits(IReadOnlyList<RateLimit> atStart)
{
    private readonly Lock gate = new();
    private readonly Dictionary<(RateLimit Limit, string Who), Window> windows = [];
    private ILookup<string, RateLimit> limits = atStart.ToLookup(limit => limit.Endpoint);

    public IEnumerable<RateLimit> Now => Volatile.Read(ref limits).SelectMany(group => group);

    /// <summary>Replaces the limits; every window begins anew.</summary>
    public void Set(IEnumerable<RateLimit> wanted)
    {
        lock (gate)
        {
            limits = wanted.ToLookup(limit => limit.Endpoint);
            windows.Clear();
        }
    }

    /// <exception cref="RefusalException">429: a limit is used up.</exception>
    public void Take(SandboxCall call, DateTimeOffset now)
    {
        if (!call.IsKnown)
            return;
        var caller = call.Caller;
        var over = false;
        lock (gate)
        {
            foreach (var limit in limits[call.Route.Name].Where(limit => limit.By == LimitedBy.WholeApp || (limit.By == LimitedBy.App) == caller.AppOnly))
            {
                var key = (limit, limit.By == LimitedBy.User ? caller.Account.Handle : caller.App);
                var window = windows.GetValueOrDefault(key);
                if (window.ResetAt <= now)
                    window = new(0, now + limit.Window);
                over |= window.Used >= limit.Calls;
                windows[key] = window with { Used = Math.Min(limit.Calls, window.Used + 1) };
                Tell(call.Http.Response, limit, limit.Calls - windows[key].Used, window.ResetAt);
            }
        }
        if (over)
            throw new RefusalException(TooMany());
    }

    public static Answer TooMany() => Problem.Status(429, "Too Many Requests", "Too Many Requests");

    /// <summary>What a limit's headers would say, for a 429 that is a fault.</summary>
    public static void Tell(HttpResponse response, RateLimit limit, int remaining, DateTimeOffset resetAt)
    {
        var name = limit switch
        {
            { Window.TotalHours: < 24 } => "x-rate-limit",
            { By: LimitedBy.User } => "x-user-limit-24hour",
            _ => "x-app-limit-24hour",
        };
        response.Headers[$"{name}-limit"] = limit.Calls.ToString(CultureInfo.InvariantCulture);
        response.Headers[$"{name}-remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        // Rounded up, so that who waits until then has waited long enough.
        response.Headers[$"{name}-reset"] = Wire.Id((long)Math.Ceiling(resetAt.ToUnixTimeMilliseconds() / 1000.0));
    }

    private readonly record struct Window(int Used, DateTimeOffset ResetAt);
}
