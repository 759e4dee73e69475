using CoProWeek.Clock;

namespace CoProWeek.Reporting;

/// <summary>The report's sections as tables.</summary>
internal static class ReachTables
{
    public static IReadOnlyList<ReportTable> Of(ReachReport report) =>
        [Timeline(report), Kinds(report), PlanKinds(report), Accounts(report), Posts(report), Tags(report), Links(report)];

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
                ReportCell.Number(moment.Ours), ReportCell.Number(moment.Others), ReportCell.Number(moment.Seen)) { Day = moment.Day }),
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
                ReportCell.Number(row.Posts - row.Ours), ReportCell.Number(row.Seen), ReportCell.Number(row.Responses))),
        ],
    };

    public static ReportTable PlanKinds(ReachReport report) => new()
    {
        Key = "ours",
        Title = "Our posts, as the plan calls them",
        Note = "Each part of a thread is a post on X.",
        Empty = $"None of our posts with {report.Hashtags} was found in these days.",
        Columns = ["Kind", "Posts", "Times seen", "Responses"],
        Charted = 2,
        Rows =
        [
            .. report.PlanKinds.Select(row => new ReportRow(new ReportCell(Words.PlanKind(row.Name), row.Name), ReportCell.Number(row.Posts),
                ReportCell.Number(row.Seen), ReportCell.Number(row.Responses))),
        ],
    };

    public static ReportTable Accounts(ReachReport report) => new()
    {
        Key = "accounts",
        Title = "Accounts that took part",
        Note = report.Figures.Accounts.Main.Value > report.Accounts.Count ? $"The {report.Accounts.Count} with the most posts, of {Numbers.Exact(report.Figures.Accounts.Main.Value)}. Ours are not among them." : "Ours are not among them.",
        Empty = $"No account besides ours posted with {report.Hashtags} in these days.",
        Columns = ["Account", "Posts", "Times seen", "Responses", "Followers"],
        Rows =
        [
            .. report.Accounts.Select(row => new ReportRow(row.Handle == "" ? ReportCell.Text(row.Alias ?? Words.Account("")) : ReportCell.Theirs(Words.Account(row.Handle)),
                ReportCell.Number(row.Posts), ReportCell.Number(row.Seen), ReportCell.Number(row.Responses), ReportCell.Number(row.Followers))),
        ],
    };

    public static ReportTable Posts(ReachReport report) => new()
    {
        Key = "topPosts",
        Title = "The posts seen most",
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

    public static ReportTable Tags(ReachReport report) => new()
    {
        Key = "tags",
        Title = $"Hashtags beside {report.Hashtags}",
        Empty = "None of the posts carried another hashtag.",
        Columns = ["Hashtag", "Posts", "Accounts"],
        Rows = [.. report.Tags.Select(row => new ReportRow(ReportCell.Theirs($"#{row.Written}"), ReportCell.Number(row.Posts), ReportCell.Number(row.Accounts)))],
    };

    public static ReportTable Links(ReachReport report) => new()
    {
        Key = "links",
        Title = "Where people linked to",
        Empty = "None of the posts carried a link.",
        Columns = ["Address", "Site", "Posts", "Accounts"],
        Charted = 2,
        Rows =
        [
            .. report.Links.Select(row => new ReportRow(row.Alias is { } alias ? ReportCell.Text(alias) : ReportCell.Theirs(row.Url, row.IsWeb ? row.Url : null), ReportCell.Theirs(row.Host),
                ReportCell.Number(row.Posts), ReportCell.Number(row.Accounts))),
        ],
    };

    private static string NoPosts(ReachReport report) => $"No post with {report.Hashtags} was found in these days.";
}
