using System.Globalization;
using System.Net.Http.Headers;

namespace CoProWeek.Networks.X;

/// <summary>What X's headers say is left. X's pages contradict each other on the limits, so only these are believed.</summary>
internal sealed record XLimits
{
    public long? Remaining { get; init; }

    public DateTimeOffset? ResetAt { get; init; }

    public long? DayRemaining { get; init; }

    public DateTimeOffset? DayResetAt { get; init; }

    /// <summary>Not X's own way of saying so, but a proxy's in front of it.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static XLimits Read(HttpResponseHeaders headers)
    {
        var app = Number(headers, "x-app-limit-24hour-remaining") is 0;
        return new()
        {
            Remaining = Number(headers, "x-rate-limit-remaining"),
            ResetAt = Instant(headers, "x-rate-limit-reset"),
            DayRemaining = app ? 0 : Number(headers, "x-user-limit-24hour-remaining"),
            DayResetAt = Instant(headers, app ? "x-app-limit-24hour-reset" : "x-user-limit-24hour-reset"),
            RetryAfter = headers.RetryAfter?.Delta,
        };
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    private static DateTimeOffset? Instant(HttpResponseHeaders headers, string name) =>
        Number(headers, name) is { } seconds and < 253_402_300_800 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
