namespace CoProWeek.Tests.Web;

/// <summary>Every page that a person can open, in one place: for the benchmark "web", and for what must hold on each of them.</summary>
internal static class SiteMap
{
    public static IReadOnlyList<SitePage> Pages { get; } =
    [
        new("today", ""),
        new("week", "campaigns/{slug}"),
        new("month", "campaigns/{slug}/month"),
        new("mentions", "campaigns/{slug}/mentions"),
        new("mentions-tagged", "campaigns/{slug}/mentions") { Query = "?who=others&tagged=yes" },
        new("mentions-search", "campaigns/{slug}/mentions") { Query = "?q=power&kind=original&answered=no" },
        new("mention", "campaigns/{slug}/mentions/{id:long}"),
        new("thanks", "campaigns/{slug}/thanks"),
        new("ties", "campaigns/{slug}/ties"),
        new("report", "campaigns/{slug}/report"),
        new("report-words", "campaigns/{slug}/report/words"),
        new("report-answers", "campaigns/{slug}/report/answers"),
        new("reports", "campaigns/{slug}/reports"),
        new("post", "posts/{id:long}") { Post = SitePost.Sent },
        new("post-draft", "posts/{id:long}"),
        new("edit", "posts/{id:long}/edit"),
        new("move", "posts/{id:long}/move"),
        new("ask", "posts/{id:long}/ask"),
        new("approve", "approve/{token}"),
        new("take-down", "posts/{id:long}/take-down") { Post = SitePost.Sent },
        new("compose", "campaigns/{slug}/posts/new"),
        new("weeks", "campaigns"),
        new("campaign-new", "campaigns/new"),
        new("settings", "campaigns/{slug}/settings"),
        new("copy", "campaigns/{slug}/copy"),
        new("plan", "campaigns/{slug}/plan"),
        new("plan-check", "plan-uploads/{id:guid}"),
        new("print", "campaigns/{slug}/print"),
        new("by-hand", "by-hand/{id:long}"),
        new("accounts", "accounts"),
        new("account", "accounts/{id:long}"),
        new("spending", "spending"),
        new("alerts", "alerts"),
        new("alerts-confirm", "alerts/confirm/{token}") { IsForStrangers = true },
        new("history", "history"),
        new("stop", "stop"),
        new("people", "people"),
        new("me", "me"),
        new("sign-in", "sign-in") { IsForStrangers = true },
        new("sign-out", "sign-out"),
        new("welcome", "welcome/{token}") { IsForStrangers = true },
    ];

    /// <summary>Routes that are no page of their own.</summary>
    public static IReadOnlyList<string> Others { get; } =
    [
        "week", "mentions", "report", // the same pages, of the campaign that runs now
        "accounts/connected", // where X sends a browser back to
        "compose/measure", // answers a script with a piece of a page
        "not-found", "problem", // stand in for a page that is not there
    ];
}

/// <summary>Which post a page about one is opened with.</summary>
internal enum SitePost
{
    Draft,
    Sent,
}

/// <summary>A page, by the route that the app knows it by.</summary>
internal sealed record SitePage(string Name, string Route)
{
    public string Query { get; init; } = "";

    public SitePost Post { get; init; }

    /// <summary>Opened by those who are not signed in.</summary>
    public bool IsForStrangers { get; init; }

    public string PathIn(SiteRows rows) => "/" + Route
        .Replace("{slug}", rows.Slug, StringComparison.Ordinal)
        .Replace("mentions/{id:long}", $"mentions/{rows.Mention}", StringComparison.Ordinal)
        .Replace("accounts/{id:long}", $"accounts/{rows.Account}", StringComparison.Ordinal)
        .Replace("by-hand/{id:long}", $"by-hand/{rows.ByHand}", StringComparison.Ordinal)
        .Replace("{id:long}", $"{(Post is SitePost.Sent ? rows.SentPost : rows.DraftPost)}", StringComparison.Ordinal)
        .Replace("{id:guid}", $"{rows.Upload}", StringComparison.Ordinal)
        .Replace("alerts/confirm/{token}", rows.Confirm.TrimStart('/'), StringComparison.Ordinal)
        .Replace("welcome/{token}", rows.Welcome.TrimStart('/'), StringComparison.Ordinal)
        .Replace("approve/{token}", rows.Approve.TrimStart('/'), StringComparison.Ordinal) + Query;
}

/// <summary>What the pages are opened with.</summary>
internal sealed record SiteRows
{
    public required string Slug { get; init; }

    public required long DraftPost { get; init; }

    public required long SentPost { get; init; }

    public required long Account { get; init; }

    /// <summary>A post of somebody's with the hashtag.</summary>
    public required long Mention { get; init; }

    /// <summary>A delivery that was handed over to be posted by hand.</summary>
    public required long ByHand { get; init; }

    public required Guid Upload { get; init; }

    /// <summary>A one-time link that nobody has used: its path.</summary>
    public required string Welcome { get; init; }

    /// <summary>A link by which a person says that a test arrived: its path.</summary>
    public required string Confirm { get; init; }

    /// <summary>A link by which a post may be approved: its path.</summary>
    public required string Approve { get; init; }
}
