using CoProWeek.Clock;

namespace CoProWeek.Reporting.Team;

/// <summary>The team's part of a report as machines read it.</summary>
internal static class TeamJson
{
    public static object Of(ReachReport report) => new
    {
        words = report.Team.Words.Boxes.ToDictionary(box => box.Key, box => box.Text == "" ? null : box.Text),
        editedBy = report.IsFull ? report.Team.Words.EditedBy : null,
        editedAt = report.Team.Words.EditedAt is { } at ? WallClock.Machine(at) : null,
        plan = new { inWords = report.Team.PlannedInWords, planned = Sum(report, cell => cell.Planned), sent = Sum(report, cell => cell.Sent), missed = Sum(report, cell => cell.Missed) },
        planKinds = report.Team.Plan.GroupBy(cell => cell.Kind).Select(same => new { kind = same.Key, results = Results(PlanCell.Sum(same)) }),
        planHours = report.Team.Plan.Where(cell => cell.Kind != "").GroupBy(cell => cell.Hour).OrderBy(same => same.Key ?? 24).Select(same => new { hour = same.Key, results = Results(PlanCell.Sum(same)) }),
        picks = report.Team.Picks.Select(row => new { id = $"{row.RemoteId}", row.Link, handle = row.Handle == "" ? null : row.Handle, row.IsOurs, row.Alias, seen = row.Views, row.Responses, text = row.Alias is null ? row.Text : null }),
        shares = report.Team.Shares.Rows.ToDictionary(row => row.Key, row => new { posts = Share(row.Posts), seen = Share(row.Seen), responses = Share(row.Responses) }),
        members = new { listed = report.Team.Shares.Listed, tookPart = report.Team.Shares.MembersWhoTookPart, notKnownBecause = report.Team.Shares.WhyNot == "" ? null : report.Team.Shares.WhyNot },
        returning = report.Team.Returning,
        questions = report.Team.Questions.Select(Question),
        sameAge = report.Team.SameAge is { } beside ? new { campaign = beside.Earlier.Slug, from = beside.Span.From, to = beside.Span.To, ageInHours = (int)Math.Floor(beside.Age.TotalHours), then = Then(beside.Then) } : null,
    };

    private static int Sum(ReachReport report, Func<PlanCell, int> n) => report.Team.Plan.Sum(n);

    private static object? Then(AgedSums? sums) => sums is null ? null : new
    {
        sums.Posts,
        sums.Ours,
        sums.Accounts,
        sums.Seen,
        sums.SeenKnown,
        sums.Responses,
        sums.ResponsesKnown,
        measuredFirst = sums.MeasuredFirst is { } first ? WallClock.Machine(first) : null,
        measuredLast = sums.MeasuredLast is { } last ? WallClock.Machine(last) : null,
    };

    private static object? Share(ShareOf? share) => share is null ? null : new { share.Value, share.Percent };

    private static object Results(PlanCell sum) => new { sum.Planned, sum.Sent, sum.Missed, sum.Posts, sum.Seen, sum.Responses, seenEach = sum.SeenEach, responsesEach = sum.ResponsesEach };

    private static object Question(QuestionSaid question) => new
    {
        id = $"{question.Asked.RemoteId}",
        question.Asked.Ref,
        question.Asked.Text,
        question.Asked.Url,
        askedAt = WallClock.Machine(question.Asked.SentAt),
        question.Answers,
        question.Accounts,
        summary = question.Summary == "" ? null : question.Summary,
        first = question.Said.Select(answer => new { id = $"{answer.RemoteId}", answer.Link, handle = answer.Handle == "" ? null : answer.Handle, postedAt = WallClock.Machine(answer.PostedAt), answer.Text }),
    };
}
