using CoProWeek.Clock;

namespace CoProWeek.Reporting.Files;

/// <summary>For those who have to defend a number: what it means, where it comes from, and when it was measured.</summary>
internal static class FileNotes
{
    public static FileTable Of(ReachReport report) => new()
    {
        Key = "notes",
        Title = "What every figure means, and where it comes from",
        Columns = [new("Figure or table", 34), new("What it means", 70), new("Source", 60), new("As measured at", 44)],
        Rows =
        [
            .. report.Figures.All.SelectMany(figure => figure.Parts.Prepend(figure).Select(each => Row(each.Label, each.Line, SourceOf(figure.Key), MeasuredAt(report, figure.Key)))),
            .. ReachTables.Of(report).Select(table => Row(table.Title, table.Note, SourceOf(table.Key), report.AsMeasured)),
            Row("“not known”", "X did not tell the number. It is not 0, and nothing was added up for it.", "", ""),
            Row("Ids", "Ids of posts are text: a spreadsheet would round them to fifteen figures.", "", ""),
            Row("Days and times", $"Those of {report.Campaign.TimeZone}.", "", ""),
            Row("May be handed on", report.Mode, "", ""),
        ],
    };

    private static FileCell[] Row(params IEnumerable<string> cells) => [.. cells.Select(FileCell.Of)];

    private static string SourceOf(string key) => key switch
    {
        "timesSeen" => "X: the views that it shows on each post, as last read.",
        "accounts" => "The authors of the posts that are held, our own accounts and the team’s left out.",
        "posts" => "The posts that are held: what X’s search gave for the hashtag, and what was brought in from archives.",
        "responses" => "X: the likes, replies, reposts, quotes and bookmarks that it shows on each post, as last read.",
        "responsesPer100Views" => "Worked out: responses times 100, by views, of the posts of which X tells both.",
        "followers" => "X: the followers that it shows on each account, as last read.",
        "possibleDeliveries" => "Worked out: of each post, the followers that X showed on its author’s account nearest to when it was posted.",
        "planKinds" or "planHours" => "Our plan, and what X shows on each of our posts, as last read.",
        "languages" => "X: the language that it takes each post to be in.",
        "tags" or "links" or "hosts" or "media" or "mentioned" => "What the posts carry, as X tells it.",
        _ => "The posts that are held, and what X shows on each, as last read.",
    };

    private static string MeasuredAt(ReachReport report, string key) => key switch
    {
        "accounts" or "posts" => $"As held on {report.Clock.Whole(report.MadeAt)}",
        "followers" => Between(report.Clock, report.Measured.FollowersOldest, report.Measured.FollowersNewest),
        "possibleDeliveries" => "Nearest to when each post was posted",
        _ => Between(report.Clock, report.Measured.Oldest, report.Measured.Newest),
    };

    private static string Between(WallClock clock, DateTimeOffset? oldest, DateTimeOffset? newest) => (oldest, newest) switch
    {
        ({ } first, { } last) when Measured.AreApart(first, last) => $"From {clock.Whole(first)} to {clock.Whole(last)}",
        (_, { } last) => clock.Whole(last),
        _ => "Not measured yet",
    };
}
