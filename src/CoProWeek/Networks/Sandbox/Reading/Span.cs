namespace CoProWeek.Networks.Sandbox.Reading;

/// <summary>The ids a read covers, from one to below another: since_id, until_id, start_time, end_time and the page.</summary>
internal readonly record struct Span(long From, long Below)
{
    /// <summary>Recent search and counts look back this far.</summary>
    public static readonly TimeSpan Recent = TimeSpan.FromDays(7);

    /// <summary>X's recent search leaves out what is younger than this, unless told.</summary>
    public static readonly TimeSpan Unsettled = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LatestEnd = TimeSpan.FromSeconds(10);

    /// <summary>As the own timeline takes it: every bound given applies.</summary>
    public static Span OfTimeline(SandboxCall call, DateTimeOffset now, int lagSeconds)
    {
        var from = Math.Max(Id(call, "since_id") + 1 ?? 0, Time(call, "start_time") is { } start ? Snowflake.FirstAt(start) : 0);
        var below = Math.Min(Id(call, "until_id") ?? long.MaxValue, Time(call, "end_time") is { } end ? Snowflake.FirstAt(end) : long.MaxValue);
        return new Span(from, below).BelowPage(call).Lagging(now, lagSeconds);
    }

    /// <summary>As recent search and counts take it: ids and times are not mixed, and nothing reaches back beyond seven days.</summary>
    public static (Span Ids, DateTimeOffset Start, DateTimeOffset End) OfRecent(SandboxCall call, DateTimeOffset now, int lagSeconds)
    {
        var (since, until, start, end) = (Id(call, "since_id"), Id(call, "until_id"), Time(call, "start_time"), Time(call, "end_time"));
        if ((since ?? until) is not null && (start ?? end) is not null)
            throw Problem.Invalid(since is null ? "until_id" : "since_id", Wire.Id((since ?? until)!.Value), "Invalid use of 'since_id' or 'until_id' in conjunction with 'start_time' or 'end_time'.");
        var (oldest, latest) = (now - Recent, now - LatestEnd);
        CheckId("since_id", since, oldest);
        CheckId("until_id", until, oldest);
        CheckTime("start_time", start, oldest, latest);
        CheckTime("end_time", end, oldest, latest);
        var (from, to) = (start ?? oldest, end ?? now - Unsettled);
        if (from >= to)
            throw Problem.Invalid("end_time", Wire.Time(to), $"Invalid 'end_time':'{Wire.Time(to)}'. 'end_time' must be after 'start_time' [{Wire.Time(from)}].");
        var span = new Span(Math.Max(since + 1 ?? 0, Snowflake.FirstAt(from)), Math.Min(until ?? long.MaxValue, Snowflake.FirstAt(to)));
        return (span.BelowPage(call).Lagging(now, lagSeconds), from, to);
    }

    private Span BelowPage(SandboxCall call)
    {
        var below = Below;
        foreach (var name in new[] { "pagination_token", "next_token" })
        {
            if (call.Query(name) is { } token)
                below = Math.Min(below, Page.ReadToken(name, token));
        }
        return this with { Below = below };
    }

    private Span Lagging(DateTimeOffset now, int seconds) =>
        seconds == 0 ? this : this with { Below = Math.Min(Below, Snowflake.FirstAt(now.AddSeconds(-seconds).AddMilliseconds(1))) };

    private static long? Id(SandboxCall call, string name) => call.Query(name) switch
    {
        null => null,
        var text when Wire.TryId(text, out var id) => id,
        var text => throw Problem.Invalid(name, text, $"The `{name}` query parameter value [{text}] is not valid"),
    };

    private static DateTimeOffset? Time(SandboxCall call, string name) => call.Query(name) switch
    {
        null => null,
        var text when Wire.TryTime(text, out var at) => at,
        var text => throw Problem.Invalid(name, text, $"Invalid '{name}':'{text}'. Must be RFC 3339 in UTC, such as 2026-11-09T09:00:00Z"),
    };

    private static void CheckId(string name, long? id, DateTimeOffset oldest)
    {
        if (id < Snowflake.FirstAt(oldest))
            throw Problem.Invalid(name, Wire.Id(id.Value), $"'{name}' must be a tweet id created after [{Wire.Time(oldest)}]. Please use a '{name}' that is larger than {Snowflake.FirstAt(oldest)}");
    }

    private static void CheckTime(string name, DateTimeOffset? at, DateTimeOffset oldest, DateTimeOffset latest)
    {
        // X drops the seconds' fraction of its own limit, so that "seven days ago" is not too old by a hair.
        if (at < oldest.AddSeconds(-1))
            throw Problem.Invalid(name, Wire.Time(at.Value), $"Invalid '{name}':'{Wire.Time(at.Value)}'. '{name}' must be on or after {Wire.Time(oldest)}");
        if (at > latest)
            throw Problem.Invalid(name, Wire.Time(at.Value), $"Invalid '{name}':'{Wire.Time(at.Value)}'. '{name}' must be a minimum of 10 seconds prior to the request time.");
    }
}
