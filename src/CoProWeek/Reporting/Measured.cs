using CoProWeek.Clock;

namespace CoProWeek.Reporting;

/// <summary>When the numbers were read that the figures are made of; null where there are none.</summary>
internal sealed record Measured
{
    private static readonly TimeSpan Together = TimeSpan.FromHours(1);

    /// <summary>Of the posts' numbers.</summary>
    public DateTimeOffset? Oldest { get; init; }

    public DateTimeOffset? Newest { get; init; }

    public DateTimeOffset? FollowersOldest { get; init; }

    public DateTimeOffset? FollowersNewest { get; init; }

    public static bool AreApart(DateTimeOffset oldest, DateTimeOffset newest) => newest - oldest > Together;

    public string InWords(WallClock clock)
    {
        if (Oldest is not { } oldest || Newest is not { } newest)
            return "Views and responses were not measured yet.";
        var posts = Span(oldest, newest, clock);
        if (FollowersOldest is not { } first || FollowersNewest is not { } last)
            return $"Views and responses as measured at {posts}.";
        var followers = Span(first, last, clock);
        return posts == followers
            ? $"Every number as measured at {posts}."
            : $"Views and responses as measured at {posts}; followers at {followers}.";
    }

    private static string Span(DateTimeOffset oldest, DateTimeOffset newest, WallClock clock) => AreApart(oldest, newest)
        ? $"different times from {Stamp(oldest, clock)} to {Stamp(newest, clock)}"
        : Stamp(newest, clock);

    /// <summary>"00:05 GMT on Wed 1 Dec 2027".</summary>
    private static string Stamp(DateTimeOffset at, WallClock clock) => $"{clock.Time(at)} on {clock.DayOf(at):ddd d MMM yyyy}";
}
