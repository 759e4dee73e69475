using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Reporting.Team;

namespace CoProWeek.Reporting;

/// <summary>How far a campaign's hashtag travelled. Every format prints this and nothing else.</summary>
internal sealed record ReachReport
{
    public required Campaign Campaign { get; init; }

    /// <summary>Other people's handles and words are in it; see <see cref="Aggregates"/> for the report without them.</summary>
    public bool IsFull { get; init; } = true;

    public required ReportSpan Span { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public required FigureSet Figures { get; init; }

    public required Measured Measured { get; init; }

    public required Completeness Completeness { get; init; }

    public required IReadOnlyList<Moment> Timeline { get; init; }

    /// <summary>The day's hours, whatever the day.</summary>
    public required IReadOnlyList<HourRow> Hours { get; init; }

    /// <summary>Original posts, replies, quotes.</summary>
    public required IReadOnlyList<KindRow> Kinds { get; init; }

    public required IReadOnlyList<AccountRow> Accounts { get; init; }

    /// <summary>Posts of the ten accounts with the most, not counting ours.</summary>
    public required int PostsOfTopTen { get; init; }

    /// <summary>Those seen most.</summary>
    public required IReadOnlyList<PostRow> Posts { get; init; }

    /// <summary>Those with the most of each other counter.</summary>
    public required IReadOnlyList<PostRow> PostsBy { get; init; }

    /// <summary>Posts that the team hid: counted, and in no list of posts.</summary>
    public int Hidden { get; init; }

    /// <summary>Accounts named in the posts.</summary>
    public required IReadOnlyList<ItemRow> Mentioned { get; init; }

    public required IReadOnlyList<TagRow> Tags { get; init; }

    public required IReadOnlyList<LinkRow> Links { get; init; }

    public required IReadOnlyList<ItemRow> Hosts { get; init; }

    public required IReadOnlyList<ItemRow> Media { get; init; }

    public required IReadOnlyList<ItemRow> Languages { get; init; }

    /// <summary>The team's part, and how it compares with other weeks.</summary>
    public TeamReport Team { get; init; } = new();

    public WallClock Clock => field ??= new WallClock(Campaign.TimeZone);

    /// <summary>"#CoProWeekScot", "#A or #B".</summary>
    public string Hashtags => Words.Hashtags(Campaign);

    /// <summary>The first line of every format.</summary>
    public string Sentence => ReachSentence.Of(this);

    /// <summary>"4 October to 30 November 2027".</summary>
    public string Days => Words.Days(Span.From, Span.To, "to");

    public string AsMeasured => Measured.InWords(Clock);

    /// <summary>What may be done with it.</summary>
    public string Mode => IsFull
        ? "Other people’s handles and words are in this report. X’s terms let you hand on at most 500 posts a person a day, and not publish them."
        : "Other people’s handles and words are left out: this report may be published.";

    /// <summary>"reach-report-questions-week-2027-11-01-to-2027-12-03-with-names-made-2027-12-01-0005", without an ending.</summary>
    public string FileName => FormattableString.Invariant(
        $"reach-report-{Campaign.Slug}-{Span.From:yyyy-MM-dd}-to-{Span.To:yyyy-MM-dd}{(IsFull ? "-with-names" : "")}-made-{TimeZoneInfo.ConvertTime(MadeAt, Campaign.Zone):yyyy-MM-dd-HHmm}");
}

/// <summary>The figures, in the order in which they are printed.</summary>
internal sealed record FigureSet(Figure TimesSeen, Figure Accounts, Figure Posts, Figure Responses, Figure Rate, Figure Followers, Figure Deliveries)
{
    /// <summary>Those of the first page.</summary>
    public IReadOnlyList<Figure> Main => [TimesSeen, Accounts, Posts, Responses, Rate, Followers];

    public IReadOnlyList<Figure> All => [.. Main, Deliveries];
}
