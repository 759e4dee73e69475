using System.Text.Encodings.Web;
using System.Text.Json;
using CoProWeek.Clock;
using CoProWeek.Reporting.Team;

namespace CoProWeek.Reporting;

/// <summary>The report as machines read it: ids as strings, null for what is not known, each figure with its definition.</summary>
internal static class ReachJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(ReachReport report) => JsonSerializer.Serialize(
        new
        {
            report.Sentence,
            campaign = new { report.Campaign.Slug, report.Campaign.Name, hashtags = report.Campaign.Hashtags.Select(tag => $"#{tag.TrimStart('#')}"), report.Campaign.TimeZone },
            from = report.Span.From,
            to = report.Span.To,
            madeAt = WallClock.Machine(report.MadeAt),
            mode = report.IsFull ? "full" : "aggregates",
            measured = Measured(report),
            figures = report.Figures.All.ToDictionary(figure => figure.Key, Figure),
            completeness = Completeness(report),
            timeline = report.Timeline.Select(moment => new { at = WallClock.Machine(moment.At), moment.Label, moment.Posts, moment.Ours, moment.Others, moment.Seen }),
            hours = report.Hours.Select(row => new { row.Hour, posts = row.Ours + row.Others, row.Ours, row.Others, row.Seen, row.Responses }),
            kinds = report.Kinds.Select(row => new { kind = row.Name, label = Words.Kind(row.Name), row.Posts, row.Ours, row.Seen, row.Responses }),
            accounts = report.Accounts.Select(row => new { handle = row.Handle == "" ? null : row.Handle, row.Alias, row.Posts, row.Seen, row.Responses, row.Followers }),
            postsOfTopTenAccounts = report.PostsOfTopTen,
            mentioned = report.Mentioned.Select(row => new { handle = row.Alias is null ? row.Item : null, row.Alias, row.Posts, row.Accounts }),
            topPosts = report.Posts.Select(Post),
            hiddenByTeam = report.Hidden,
            topPostsBy = report.PostsBy.GroupBy(row => row.Counter).ToDictionary(same => same.Key, same => same.Select(Post)),
            tags = report.Tags.Select(row => new { tag = row.Written, row.Posts, row.Accounts }),
            links = report.Links.Select(row => new { url = row.Alias is null ? row.Url : null, row.Alias, row.Host, row.Posts, row.Accounts }),
            hosts = report.Hosts.Select(row => new { host = row.Item, row.Posts, row.Accounts }),
            media = report.Media.Select(row => new { type = row.Item, row.Posts, row.Accounts }),
            languages = report.Languages.Select(row => new { language = row.Item, row.Posts, row.Accounts }),
            team = TeamJson.Of(report),
        },
        Options);

    private static object Measured(ReachReport report) => new
    {
        inWords = report.AsMeasured,
        oldest = Instant(report.Measured.Oldest),
        newest = Instant(report.Measured.Newest),
        followersOldest = Instant(report.Measured.FollowersOldest),
        followersNewest = Instant(report.Measured.FollowersNewest),
    };

    private static object Figure(Figure figure) => new
    {
        figure.Label,
        definition = figure.Line,
        all = Amount(figure.All),
        ours = Amount(figure.Ours),
        everybodyElses = Amount(figure.Others),
        parts = figure.Parts.Count == 0 ? null : figure.Parts.ToDictionary(part => part.Key, Figure),
    };

    private static object? Amount(Amount? amount) => amount is null ? null : new { amount.Value, knownOf = amount.Known, of = amount.Total };

    private static object Completeness(ReachReport report) => new
    {
        inWords = report.Completeness.InWords(report.Clock, report.Span),
        report.Completeness.Removed,
        forgottenAt = Instant(report.Completeness.ForgottenAt),
        watches = report.Completeness.Watches.Select(watch => new
        {
            hashtag = $"#{watch.Subject}",
            counted = watch.Counted?.Posts,
            held = watch.Counted?.Held,
            collectedTo = Instant(watch.CoveredTo),
            gaps = watch.Gaps.Select(gap => new { from = Instant(gap.FromAt), to = Instant(gap.ToAt) }),
            lost = watch.Lost.Select(gap => new { from = Instant(gap.FromAt), to = Instant(gap.ToAt), gap.Why }),
        }),
    };

    private static object Post(PostRow row) => new
    {
        id = $"{row.RemoteId}",
        row.Link,
        handle = row.Handle == "" ? null : row.Handle,
        row.IsOurs,
        row.Kind,
        postedAt = WallClock.Machine(row.PostedAt),
        count = row.N,
        seen = row.Views,
        row.Responses,
        row.Alias,
        text = row.Alias is null ? row.Text : null,
    };

    private static string? Instant(DateTimeOffset? at) => at is { } known ? WallClock.Machine(known) : null;
}
