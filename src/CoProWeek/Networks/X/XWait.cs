namespace CoProWeek.Networks.X;

/// <summary>When to come back after a 429.</summary>
internal static class XWait
{
    private static readonly TimeSpan OnePerSecond = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan WithoutHeaders = TimeSpan.FromSeconds(60);

    /// <summary>A window is 15 minutes, so no reset is further away; a wrong clock at either end must not cost more.</summary>
    private static readonly TimeSpan LongestWindow = TimeSpan.FromSeconds(901);
    private static readonly TimeSpan LongestDay = TimeSpan.FromSeconds(86_401);

    public static DateTimeOffset Until(XLimits limits, DateTimeOffset now)
    {
        var window = limits switch
        {
            { Remaining: > 0 } => OnePerSecond,
            { ResetAt: { } reset } => Within(reset - now, LongestWindow),
            { RetryAfter: { } span } => Within(span, LongestWindow),
            _ => WithoutHeaders,
        };
        var day = limits is { DayRemaining: 0, DayResetAt: { } dayReset } ? Within(dayReset - now, LongestDay) : TimeSpan.Zero;
        return now + (window > day ? window : day);
    }

    /// <summary>A reset counts whole seconds and may just have passed.</summary>
    private static TimeSpan Within(TimeSpan span, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Clamp(span.Ticks, TimeSpan.TicksPerSecond, longest.Ticks));
}
