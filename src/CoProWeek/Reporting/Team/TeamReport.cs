using CoProWeek.Campaigns;

namespace CoProWeek.Reporting.Team;

/// <summary>What a report holds beside what was counted of the hashtag: the team's part of it, and how it compares.</summary>
internal sealed record TeamReport
{
    public TeamWords Words { get; init; } = new();

    /// <summary>The posts that the team picked and that still stand.</summary>
    public IReadOnlyList<PostRow> Picks { get; init; } = [];

    public Shares Shares { get; init; } = new();

    /// <summary>What was planned for these days and what came of it, by kind and hour.</summary>
    public IReadOnlyList<PlanCell> Plan { get; init; } = [];

    /// <summary>The questions that were asked in these days.</summary>
    public IReadOnlyList<QuestionSaid> Questions { get; init; } = [];

    /// <summary>Null where no earlier campaign is held.</summary>
    public Returning? Returning { get; init; }

    /// <summary>Null where none was asked for.</summary>
    public SameAge? SameAge { get; init; }

    /// <summary>"57 posts were planned: 55 sent, 1 missed, 1 not sent."</summary>
    public string PlannedInWords => PlanWords.Of(Plan);

    /// <summary>The five boxes; in the second stands what is counted as well.</summary>
    public IReadOnlyList<WordBox> Boxes => [.. Words.Boxes.Select(box => box.Key == "did" ? box with { Text = $"{PlannedInWords} {box.Text}".TrimEnd() } : box)];
}

/// <summary>How much of it was ours and our members'.</summary>
internal sealed record Shares
{
    /// <summary>Handles that the team gave as its members'; 0 where it gave none.</summary>
    public int Listed { get; init; }

    /// <summary>Why the members' part is not known; empty where it is.</summary>
    public string WhyNot { get; init; } = "";

    /// <summary>Of those, how many took part.</summary>
    public int? MembersWhoTookPart { get; init; }

    public IReadOnlyList<ShareRow> Rows { get; init; } = [];
}

/// <summary>Ours, our members', everybody else's.</summary>
/// <param name="Key">"ours", "members" or "others".</param>
/// <param name="Label">As it is printed.</param>
internal sealed record ShareRow(string Key, string Label)
{
    public ShareOf? Posts { get; init; }

    public ShareOf? Seen { get; init; }

    public ShareOf? Responses { get; init; }
}

/// <summary>A part of a whole; percent is null where the whole is 0.</summary>
internal sealed record ShareOf(long Value, decimal? Percent)
{
    public static ShareOf? Of(decimal? value, decimal? whole) =>
        value is { } part ? new((long)part, whole is > 0 and { } all ? Math.Round(100 * part / all, 1, MidpointRounding.AwayFromZero) : null) : null;

    /// <summary>"412 (31.2%)".</summary>
    public string Said => Percent is { } percent ? $"{Value:N0} ({percent:0.#}%)" : $"{Value:N0}";
}

/// <summary>A question of ours and what people answered.</summary>
internal sealed record QuestionSaid
{
    public required Question Asked { get; init; }

    /// <summary>Null: nobody has looked yet, or what was said is wiped.</summary>
    public int? Answers { get; init; }

    public int? Accounts { get; init; }

    /// <summary>The first of them that stand; none where names are left out.</summary>
    public IReadOnlyList<Answered> Said { get; init; } = [];

    /// <summary>The team's.</summary>
    public string Summary { get; init; } = "";
}

/// <summary>An answer as it stands now.</summary>
internal sealed record Answered
{
    public required long Id { get; init; }
    public required long RemoteId { get; init; }
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>Without "@"; empty where X did not say.</summary>
    public required string Handle { get; init; }
    public required string Text { get; init; }

    /// <summary>Where people see it, without a word of whose it is.</summary>
    public string Link { get; init; } = "";

    /// <summary>"@kelp_kitchen: We changed the menu."</summary>
    public string Line => $"{Reporting.Words.Account(Handle)}: {string.Join(' ', Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}";
}

/// <summary>Who took part for the first time, and who had before.</summary>
internal sealed record Returning
{
    /// <summary>Names of the earlier campaigns of which posts are held, the newest first.</summary>
    public IReadOnlyList<string> Against { get; init; } = [];

    public required int New { get; init; }

    public required int Back { get; init; }

    /// <summary>Of whom it is not known yet: somebody forgotten may be one of them.</summary>
    public required int NotKnown { get; init; }

    public required int NewPosts { get; init; }

    public required int BackPosts { get; init; }

    public required int NotKnownPosts { get; init; }
}

/// <summary>The same days of an earlier week, as they stood when it was as old.</summary>
internal sealed record SameAge
{
    public required Campaign Earlier { get; init; }

    /// <summary>Its days that answer to the report's.</summary>
    public required ReportSpan Span { get; init; }

    /// <summary>Since the first midnight of its week; less than nothing before it.</summary>
    public required TimeSpan Age { get; init; }

    /// <summary>Null where nothing of those days is held.</summary>
    public AgedSums? Then { get; init; }
}

/// <summary>What was known of some days at an instant.</summary>
internal sealed record AgedSums
{
    public required int Posts { get; init; }

    public required int Ours { get; init; }

    public required int Accounts { get; init; }

    public long? Seen { get; init; }

    public required int SeenKnown { get; init; }

    public long? Responses { get; init; }

    public required int ResponsesKnown { get; init; }

    /// <summary>When the oldest and the newest of these numbers were read.</summary>
    public DateTimeOffset? MeasuredFirst { get; init; }

    public DateTimeOffset? MeasuredLast { get; init; }
}
