using CoProWeek.Clock;

namespace CoProWeek.Reporting.Team;

/// <summary>The team's part of a report as tables, for every format.</summary>
internal static class TeamTables
{
    public static IReadOnlyList<ReportTable> Of(ReachReport report) =>
    [
        Boxes(report), Picks(report), Questions(report), .. report.Team.SameAge is { } beside ? [SameAge(report, beside)] : Array.Empty<ReportTable>(), Shares(report), Returning(report), ByKind(report), ByHour(report),
    ];

    public static ReportTable Boxes(ReachReport report) => new()
    {
        Key = "words",
        Title = "In the team’s own words",
        Note = "Of the whole campaign, whatever the days of this report. What was planned, sent and missed is counted from the plan of these days.",
        Empty = "",
        HasChart = false,
        Columns = ["Heading", "Words"],
        Rows = [.. report.Team.Boxes.Select(box => new ReportRow(new ReportCell(box.Heading, box.Key), ReportCell.Theirs(box.Text) with { IsWhole = true }))],
    };

    public static ReportTable Picks(ReachReport report) => new()
    {
        Key = "picks",
        Title = "Posts that the team picked",
        Empty = "The team has picked no post, or none that still stands on X.",
        HasChart = false,
        Columns = ["Post", "Account", "Posted", "Times seen", "Responses"],
        Rows =
        [
            .. report.Team.Picks.Select(row => new ReportRow(row.Alias is { } alias ? ReportCell.Text(alias) with { Link = row.Link } : ReportCell.Theirs(row.Text is "" ? "(no words are kept)" : row.Text, row.Link),
                row.Alias is not null ? ReportCell.Text("not ours") : row.Handle == "" ? ReportCell.Text(Reporting.Words.Account("")) : ReportCell.Theirs(Reporting.Words.Account(row.Handle) + (row.IsOurs ? " (ours)" : "")),
                new ReportCell(report.Clock.DayAndTime(row.PostedAt), WallClock.Machine(row.PostedAt)), ReportCell.Number(row.Views), ReportCell.Number(row.Responses)) { Id = $"{row.RemoteId}" }),
        ],
    };

    public static ReportTable Questions(ReachReport report) => new()
    {
        Key = "questions",
        Title = "What people said",
        Note = "Answers in the conversation under each question or quoting it, also without the hashtag; those without it are in no other figure. Ours are not among them.",
        Empty = "No question and no chat of ours went out in these days.",
        HasChart = false,
        Columns = ["Question", "Asked", "Answers", "Accounts", "The team’s summary"],
        Rows =
        [
            .. report.Team.Questions.Select(question => new ReportRow(ReportCell.Theirs(question.Asked.Text, question.Asked.Url), new ReportCell(report.Clock.DayAndTime(question.Asked.SentAt), WallClock.Machine(question.Asked.SentAt)),
                ReportCell.Number(question.Answers), ReportCell.Number(question.Accounts), ReportCell.Theirs(question.Summary) with { IsWhole = true }) { Id = $"{question.Asked.RemoteId}" }),
        ],
    };

    public static ReportTable Shares(ReachReport report) => new()
    {
        Key = "shares",
        Title = "Our share, and our members’",
        Note = Members(report.Team.Shares),
        Empty = "",
        HasChart = false,
        Columns = ["Whose", "Posts", "% of posts", "Times seen", "% of times seen", "Responses", "% of responses"],
        Rows =
        [
            .. report.Team.Shares.Rows.Select(row => new ReportRow(new ReportCell(row.Label, row.Key), ReportCell.Number(row.Posts?.Value), ReportCell.Percent(row.Posts?.Percent), ReportCell.Number(row.Seen?.Value),
                ReportCell.Percent(row.Seen?.Percent), ReportCell.Number(row.Responses?.Value), ReportCell.Percent(row.Responses?.Percent)) { Behind = PostsOf(report, row) }),
        ],
    };

    /// <summary>Those of one share; null where it is not known.</summary>
    public static PostsBehind? PostsOf(ReachReport report, ShareRow share) => share switch
    {
        { Posts: null } => null,
        { Key: "ours" } => ReachTables.Everything(report) with { Who = "ours" },
        _ when report.Team.Shares.WhyNot != "" => ReachTables.Everything(report) with { Who = "others" },
        _ => ReachTables.With(report, Trait.Members, share.Key == "members" ? "in" : "out") with { Who = "others" },
    };

    private static string Members(Shares shares) => shares.WhyNot != ""
        ? $"Ours are posts of our accounts and the team’s. Our members’ share is not known: {shares.WhyNot}."
        : $"Ours are posts of our accounts and the team’s. {shares.MembersWhoTookPart:N0} of the {Numbers.Count(shares.Listed, "account")} that the team listed as members took part.";

    public static ReportTable Returning(ReachReport report) => new()
    {
        Key = "returning",
        Title = "New and returning accounts",
        Note = report.Team.Returning is { } told
            ? $"Against every earlier campaign of which posts are held: {string.Join("; ", told.Against)}. An account returns that took part in one of them; somebody whose name was wiped is known again by a sealed mark.{(told.NotKnown > 0 ? " Of some it is told within a day." : "")} New and returning of several days do not add up: an account counts once in each."
            : "",
        Empty = "Not known: no posts of an earlier campaign are held to compare with.",
        HasChart = false,
        Columns = ["Accounts", "How many", "Posts"],
        Counted = 2,
        Rows = report.Team.Returning is not { } all ? [] :
        [
            new ReportRow(new ReportCell("New", "new"), ReportCell.Number(all.New), ReportCell.Number(all.NewPosts)) { Behind = Accounts(report, "new") },
            new ReportRow(new ReportCell("Returning", "returning"), ReportCell.Number(all.Back), ReportCell.Number(all.BackPosts)) { Behind = Accounts(report, "back") },
            .. all.NotKnown > 0 ? [new ReportRow(new ReportCell("Not known yet", "notKnown"), ReportCell.Number(all.NotKnown), ReportCell.Number(all.NotKnownPosts)) { Behind = Accounts(report, "open") }] : Array.Empty<ReportRow>(),
        ],
    };

    private static PostsBehind Accounts(ReachReport report, string which) => ReachTables.With(report, Trait.Accounts, which) with { Who = "others" };

    public static ReportTable ByKind(ReachReport report) => Results(report, "planKinds", "Which kind worked", "Kind",
        report.Team.Plan.GroupBy(cell => cell.Kind).OrderBy(same => same.Key == "").ThenBy(same => same.Key, StringComparer.Ordinal).Select(same => (new ReportCell(Reporting.Words.PlanKind(same.Key), same.Key), PlanCell.Sum(same), new Trait(Trait.PlanKind, same.Key))));

    public static ReportTable ByHour(ReachReport report) => Results(report, "planHours", "Which hour worked", "Planned for",
        report.Team.Plan.Where(cell => cell.Kind != "").GroupBy(cell => cell.Hour).OrderBy(same => same.Key ?? 24).Select(same => (same.Key is { } hour ? new ReportCell($"{hour:00}:00 to {hour:00}:59", $"{hour:00}:00") : ReportCell.Text("no hour"), PlanCell.Sum(same), new Trait(Trait.PlanHour, $"{same.Key:00}"))));

    private static ReportTable Results(ReachReport report, string key, string title, string first, IEnumerable<(ReportCell Named, PlanCell Sum, Trait Trait)> rows) => new()
    {
        Key = key,
        Title = title,
        Note = "Ours alone. A planned post is sent where one of its accounts has it. Each part of a thread is a post on X; what each was seen is over the posts whose count is known.",
        Empty = $"Nothing was planned for these days, and no post of ours with {report.Hashtags} was found in them.",
        Columns = [first, "Planned", "Sent", "Missed", "Posts on X", "Times seen each", "Responses each"],
        Charted = 5,
        Counted = 4,
        Rows =
        [
            .. rows.Select(row => new ReportRow(row.Named, ReportCell.Number(row.Sum.Planned), ReportCell.Number(row.Sum.Sent), ReportCell.Number(row.Sum.Missed), ReportCell.Number(row.Sum.Posts),
                ReportCell.Tenths(row.Sum.SeenEach), ReportCell.Tenths(row.Sum.ResponsesEach)) { Behind = ReachTables.Everything(report) with { Who = "ours", With = row.Trait } }),
        ],
    };

    public static ReportTable SameAge(ReachReport report, SameAge beside) => new()
    {
        Key = "sameAge",
        Title = $"Beside {beside.Earlier.Name}",
        Note = AgeWords.Note(report, beside),
        Empty = $"Not available: nothing of {Reporting.Words.Days(beside.Span.From, beside.Span.To, "to")} is held at that age.",
        HasChart = false,
        Columns = ["Figure", "This week", "Then", "Change"],
        Rows = beside.Then is not { } then ? [] :
        [
            Compared(report.Figures.Posts, report.Figures.Posts.Main, then.Posts, then.Posts, then),
            Compared(report.Figures.Accounts, report.Figures.Accounts.Main, then.Accounts, then.Accounts, null),
            Compared(report.Figures.TimesSeen, report.Figures.TimesSeen.Main, then.Seen, then.SeenKnown, then),
            Compared(report.Figures.Responses, report.Figures.Responses.Main, then.Responses, then.ResponsesKnown, then),
        ],
    };

    private static ReportRow Compared(Figure figure, Amount present, long? then, int known, AgedSums? of) => new(
        new ReportCell(figure.Label + (of is not null && known > 0 && known < of.Posts ? $" (then known of {known:N0} of {of.Posts:N0} posts)" : ""), figure.Key),
        ReportCell.Number((long?)present.Value),
        then is null ? ReportCell.NotAvailable : ReportCell.Number(then),
        then is null || present.Value is null ? ReportCell.NotAvailable : AgeWords.Change(present.Value.Value, then.Value));
}
