namespace CoProWeek.Networks.Sandbox;

internal enum LimitedBy
{
    /// <summary>Calls made as one user.</summary>
    User,

    /// <summary>Calls made with the app's bearer alone.</summary>
    App,

    /// <summary>Every call of the app, whoever it is made as.</summary>
    WholeApp,
}

/// <summary>So many calls of one endpoint in a window that opens with the first of them (campaign time).</summary>
internal sealed record RateLimit(string Endpoint, LimitedBy By, int Calls)
{
    public const int Lifted = 1_000_000;

    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>X's own figures; where its documentation contradicts itself, the one from rate-limits.mdx.</summary>
    public static IReadOnlyList<RateLimit> OfX { get; } =
    [
        new("POST /2/tweets", LimitedBy.User, 100),
        new("POST /2/tweets", LimitedBy.WholeApp, 10_000) { Window = TimeSpan.FromHours(24) },
        new("DELETE /2/tweets/{id}", LimitedBy.User, 50),
        new("GET /2/users/me", LimitedBy.User, 75),
        new("GET /2/users/{id}/tweets", LimitedBy.User, 900),
        new("GET /2/users/{id}/tweets", LimitedBy.App, 10_000),
        new("GET /2/tweets/search/recent", LimitedBy.User, 300),
        new("GET /2/tweets/search/recent", LimitedBy.App, 450),
        new("GET /2/tweets/counts/recent", LimitedBy.User, 300),
        new("GET /2/tweets/counts/recent", LimitedBy.App, 300),
        new("GET /2/tweets", LimitedBy.User, 5_000),
        new("GET /2/tweets", LimitedBy.App, 3_500),
        new("GET /2/tweets/{id}", LimitedBy.User, 900),
        new("GET /2/tweets/{id}", LimitedBy.App, 450),
        new("POST /2/media/upload/initialize", LimitedBy.User, 1_875),
        new("POST /2/media/upload/{id}/append", LimitedBy.User, 1_875),
        new("POST /2/media/upload/{id}/finalize", LimitedBy.User, 1_875),
        new("GET /2/media/upload", LimitedBy.User, 1_000),
        new("POST /2/media/metadata", LimitedBy.User, 500),
    ];

    /// <summary>The same endpoints, with room enough for a benchmark or a crash run.</summary>
    public static IReadOnlyList<RateLimit> AllLifted { get; } = [.. OfX.Select(limit => limit with { Calls = Lifted })];
}
