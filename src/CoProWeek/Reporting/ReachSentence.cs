namespace CoProWeek.Reporting;

/// <summary>
/// The report in one sentence: between which days, how often it was seen by X's own count, how many accounts took part
/// besides ours, that nobody knows how many people that was, and when it was counted. Rounded, for it is for reading.
/// </summary>
internal static class ReachSentence
{
    public static string Of(ReachReport report)
    {
        var today = report.Clock.DayOf(report.MadeAt);
        var last = report.Span.To < today ? report.Span.To : today;
        if (report.Span.From > today)
            return $"{Capital(Words.Days(report.Span.From, report.Span.To, "to"))} is still to come: no post with {report.Hashtags} can be counted yet (as it stood on {report.Clock.Whole(report.MadeAt)}).";
        return $"{When(report.Span.From, last)} {What(report)} ({Counted(report)}).";
    }

    private static string What(ReachReport report)
    {
        var (posts, seen, hashtags) = (report.Figures.Posts.Main, report.Figures.TimesSeen.Main, report.Hashtags);
        if (posts.Value == 0)
            return $"no post with {hashtags} was found on X";
        var accounts = Accounts(report.Figures.Accounts.Main.Value!.Value);
        if (seen.Value is not { } times)
            return $"there {Were(posts)} {Numbers.About(posts.Value!.Value)} {(posts.Value == 1 ? "post" : "posts")} with {hashtags} on X, and {accounts} took part; X's own count of views is not known, and X does not publish how many different people saw {(posts.Value == 1 ? "it" : "them")}";
        return $"{(posts.Value == 1 ? "the one post" : "posts")} with {hashtags} {Were(posts)} seen {Times(times)} on X, by X's own count{Partly(seen)}, and {accounts} took part; X does not publish how many different people that was";
    }

    private static string When(DateOnly from, DateOnly to) => from == to ? $"On {Words.Days(from, to, "")}" : $"Between {Words.Days(from, to, "and")}";

    private static string Were(Amount posts) => posts.Value == 1 ? "was" : "were";

    private static string Times(decimal n) => n == 1 ? "once" : $"{Numbers.About(n)} times";

    private static string Partly(Amount seen) => seen.Known == seen.Total ? "" : $" on {seen.Known:N0} of {Numbers.Count(seen.Total, "post")}";

    private static string Accounts(decimal n) => n switch
    {
        0 => "no account besides ours",
        1 => "1 account besides ours",
        _ => $"{Numbers.About(n)} accounts besides ours",
    };

    private static string Counted(ReachReport report) => report.Measured switch
    {
        { Oldest: { } oldest, Newest: { } newest } when Measured.AreApart(oldest, newest) => $"counted between {report.Clock.Whole(oldest)} and {report.Clock.Whole(newest)}",
        { Newest: { } newest } => $"counted on {report.Clock.Whole(newest)}",
        _ => $"as it stood on {report.Clock.Whole(report.MadeAt)}",
    };

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
