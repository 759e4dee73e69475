using CoProWeek.Clock;
using CoProWeek.Reporting.Team;

namespace CoProWeek.Reporting;

/// <summary>The report's sections as tables.</summary>
internal static class ReachTables
{
    public static IReadOnlyList<ReportTable> Of(ReachReport report) =>
        [
            .. TeamTables.Of(report), Timeline(report), Hours(report), Kinds(report), Accounts(report), Mentioned(report), Posts(report), PostsBy(report), Tags(report), Links(report), Hosts(report),
            Media(report), Languages(report),
        ];

    public static ReportTable Timeline(ReachReport report) => new()
    {
        Key = "timeline",
        Title = report.Span.IsByHour ? "By the hour" : "By the day",
        Note = $"Times seen stand by the {(report.Span.IsByHour ? "hour" : "day")} each post was posted, not by when it was seen.",
        Empty = "None of these days has begun.",
        Columns = [report.Span.IsByHour ? "Hour" : "Day", "Posts", "Ours", "Everybody else's", "Times seen"],
        Rows =
        [
            .. report.Timeline.Select(moment => new ReportRow(new ReportCell(moment.Label, report.Span.IsByHour ? WallClock.Machine(moment.At) : $"{moment.Day:yyyy-MM-dd}"), ReportCell.Number(moment.Posts),
                ReportCell.Number(moment.Ours), ReportCell.Number(moment.Others), ReportCell.Number(moment.Seen)) { Behind = Behind(report, moment) }),
        ],
    };

    public static ReportTable Hours(ReachReport report) => new()
    {
        Key = "hours",
        Title = "By the hour of the day",
        Note = "All days together. An hour is the one in which a post was posted.",
        Empty = NoPosts(report),
        Columns = ["Hour", "Posts", "Ours", "Everybody else's", "Times seen", "Responses"],
        Rows = report.Figures.Posts.Main.Value == 0 ? [] :
        [
            .. report.Hours.Select(row => new ReportRow(new ReportCell($"{row.Hour:00}:00", $"{row.Hour:00}:00"), ReportCell.Number(row.Ours + row.Others), ReportCell.Number(row.Ours),
                ReportCell.Number(row.Others), ReportCell.Number(row.Seen), ReportCell.Number(row.Responses)) { Behind = With(report, Trait.Hour, $"{row.Hour:00}") }),
        ],
    };

    public static ReportTable Kinds(ReachReport report) => new()
    {
        Key = "kinds",
        Title = "Original posts, replies and quotes",
        Note = "A post that answers and quotes is a quote.",
        Empty = NoPosts(report),
        Columns = ["Kind", "Posts", "Ours", "Everybody else's", "Times seen", "Responses"],
        Rows =
        [
            .. report.Kinds.Select(row => new ReportRow(new ReportCell(Words.Kind(row.Name), row.Name), ReportCell.Number(row.Posts), ReportCell.Number(row.Ours),
                ReportCell.Number(row.Posts - row.Ours), ReportCell.Number(row.Seen), ReportCell.Number(row.Responses)) { Behind = Everything(report) with { Kind = row.Name } }),
        ],
    };

    public static ReportTable Accounts(ReachReport report) => new()
    {
        Key = "accounts",
        Title = "Accounts that took part",
        Note = (report.Figures.Accounts.Main.Value > report.Accounts.Count ? $"The {report.Accounts.Count} with the most posts, of {Numbers.Exact(report.Figures.Accounts.Main.Value)}. " : "") + "Ours are not among them. Who posted on several days counts once: the accounts of single days add up to more than those of the week." + TopTen(report),
        Empty = $"No account besides ours posted with {report.Hashtags} in these days.",
        Columns = ["Account", "Posts", "Times seen", "Responses", "Followers"],
        Rows =
        [
            .. report.Accounts.Select(row => new ReportRow(row.Handle == "" ? ReportCell.Text(row.Alias ?? Words.Account("")) : ReportCell.Theirs(Words.Account(row.Handle)),
                ReportCell.Number(row.Posts), ReportCell.Number(row.Seen), ReportCell.Number(row.Responses), ReportCell.Number(row.Followers)) { Behind = row.Handle == "" ? null : Everything(report) with { Who = "others", By = row.Handle } }),
        ],
    };

    public static ReportTable Posts(ReachReport report) => new()
    {
        Key = "topPosts",
        Title = "The posts seen most",
        Note = NotListed(report),
        Empty = $"X's own count of views is not known of any post with {report.Hashtags}.",
        Columns = ["Post", "Account", "Posted", "Times seen", "Responses"],
        Charted = 3,
        Rows =
        [
            .. report.Posts.Select(row => new ReportRow(row.Alias is { } alias ? ReportCell.Text(alias) with { Link = row.Link } : ReportCell.Theirs(row.Text is "" ? "(no words are kept)" : row.Text, row.Link),
                row.Alias is not null ? ReportCell.Text("not ours") : row.Handle == "" ? ReportCell.Text(Words.Account("")) : ReportCell.Theirs(Words.Account(row.Handle) + (row.IsOurs ? " (ours)" : "")),
                new ReportCell(report.Clock.DayAndTime(row.PostedAt), WallClock.Machine(row.PostedAt)), ReportCell.Number(row.Views), ReportCell.Number(row.Responses)) { Id = $"{row.RemoteId}" }),
        ],
    };

    public static ReportTable PostsBy(ReachReport report) => new()
    {
        Key = "topPostsBy",
        Title = "The posts with the most likes, replies, reposts, quotes and bookmarks",
        Note = "Those of everybody, ours too. A counter of which no post has any is left out." + NotListed(report, " "),
        Empty = "X counts no response to any of these posts.",
        Columns = ["Post", "Most", "How many", "Posted", "Times seen"],
        Charted = 2,
        Rows =
        [
            .. report.PostsBy.Select(row => new ReportRow(row.Alias is { } alias ? ReportCell.Text(alias) with { Link = row.Link } : ReportCell.Theirs(row.Text is "" ? "(no words are kept)" : row.Text, row.Link),
                ReportCell.Text(row.Counter), ReportCell.Number(row.N), new ReportCell(report.Clock.DayAndTime(row.PostedAt), WallClock.Machine(row.PostedAt)), ReportCell.Number(row.Views)) { Id = $"{row.RemoteId}" }),
        ],
    };

    public static ReportTable Mentioned(ReachReport report) => Items("mentioned", "Accounts named in the posts", "None of the posts named an account.", "Account", report.Mentioned,
        row => row.Alias is { } alias ? ReportCell.Text(alias) : ReportCell.Theirs($"@{row.Item}"), row => row.Alias is null ? With(report, Trait.Handle, row.Item) : null);

    public static ReportTable Hosts(ReachReport report) =>
        Items("hosts", "Sites that people linked to", "None of the posts carried a link.", "Site", report.Hosts, row => ReportCell.Theirs(row.Item), row => With(report, Trait.Host, row.Item));

    public static ReportTable Media(ReachReport report) =>
        Items("media", "Pictures and videos", "None of the posts carried a picture or a video.", "Kind", report.Media, row => new ReportCell(Words.Media(row.Item), row.Item), row => With(report, Trait.Media, row.Item));

    public static ReportTable Languages(ReachReport report) =>
        Items("languages", "Languages", NoPosts(report), "Language", report.Languages, row => new ReportCell(Words.Language(row.Item), row.Item), row => With(report, Trait.Language, row.Item)) with { Note = "As X takes each post to be." };

    public static ReportTable Tags(ReachReport report) => new()
    {
        Key = "tags",
        Title = $"Hashtags beside {report.Hashtags}",
        Empty = "None of the posts carried another hashtag.",
        Columns = ["Hashtag", "Posts", "Accounts"],
        Rows = [.. report.Tags.Select(row => new ReportRow(ReportCell.Theirs($"#{row.Written}"), ReportCell.Number(row.Posts), ReportCell.Number(row.Accounts)) { Behind = Everything(report) with { Tag = row.Written } })],
    };

    public static ReportTable Links(ReachReport report) => new()
    {
        Key = "links",
        Title = "Where people linked to",
        Empty = "None of the posts carried a link.",
        Columns = ["Address", "Site", "Posts", "Accounts"],
        Charted = 2,
        Counted = 2,
        Rows =
        [
            .. report.Links.Select(row => new ReportRow(row.Alias is { } alias ? ReportCell.Text(alias) : ReportCell.Theirs(row.Url, row.IsWeb ? row.Url : null), ReportCell.Theirs(row.Host),
                ReportCell.Number(row.Posts), ReportCell.Number(row.Accounts)) { Behind = row.Alias is null ? With(report, Trait.Link, row.Url) : null }),
        ],
    };

    private static ReportTable Items(string key, string title, string empty, string column, IReadOnlyList<ItemRow> rows, Func<ItemRow, ReportCell> cell, Func<ItemRow, PostsBehind?> behind) => new()
    {
        Key = key,
        Title = title,
        Empty = empty,
        Columns = [column, "Posts", "Accounts"],
        Rows = [.. rows.Select(row => new ReportRow(cell(row), ReportCell.Number(row.Posts), ReportCell.Number(row.Accounts)) { Behind = behind(row) })],
    };

    /// <summary>All that the report counts.</summary>
    public static PostsBehind Everything(ReachReport report) => new(report.Span.From, report.Span.To);

    public static PostsBehind With(ReachReport report, string what, string item) => Everything(report) with { With = new Trait(what, item) };

    private static PostsBehind Behind(ReachReport report, Moment moment) => new(moment.Day, moment.Day)
    {
        With = report.Span.IsByHour ? new Trait(Trait.Moment, $"{moment.At.UtcDateTime:yyyy-MM-ddTHH:mmZ}") : null,
    };

    /// <summary>How much of it a few wrote.</summary>
    private static string TopTen(ReachReport report) => report.Figures.Accounts.Main.Value > 10 && report.Figures.Posts.Others?.Value is > 0 and { } posts
        ? $" The ten with the most wrote {100 * report.PostsOfTopTen / posts:0} of every 100 posts that are not ours."
        : "";

    /// <summary>A list from which something was left out says so.</summary>
    private static string NotListed(ReachReport report, string before = "") =>
        report.Hidden == 0 ? "" : $"{before}{Numbers.Count(report.Hidden, "post")} hidden by the team {(report.Hidden == 1 ? "is" : "are")} counted, and not listed here.";

    private static string NoPosts(ReachReport report) => $"No post with {report.Hashtags} was found in these days.";
}
