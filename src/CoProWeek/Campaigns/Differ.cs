using CoProWeek.Campaigns.Files;

namespace CoProWeek.Campaigns;

/// <summary>Compares a plan with what is kept. Pure: rows in, differences out.</summary>
internal sealed class Differ(Campaign? before, Campaign after, DateTimeOffset now)
{
    /// <summary>No column: the instant alone, by the campaign's zone or slots. It moves nothing that is out.</summary>
    private const string GoesOut = "goes out";

    private readonly bool isSameCampaign = before is not null && Compare(CampaignCells.Of(before), CampaignCells.Of(after)).Count == 0;

    public List<DiffRow> Compare(IReadOnlyList<PostContent> planned, IReadOnlyList<Post> kept)
    {
        var byRef = kept.ToDictionary(post => post.Content.Ref, StringComparer.Ordinal);
        var named = planned.Select(content => content.Ref).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. planned.Select(content => byRef.TryGetValue(content.Ref, out var post) ? Compare(post, content) : New(content)),
            .. kept.Where(post => !named.Contains(post.Content.Ref)).Select(Unnamed),
        ];
    }

    public static List<FieldChange> Compare(Dictionary<string, string> old, Dictionary<string, string> now) =>
    [
        .. old.Keys.Union(now.Keys, StringComparer.OrdinalIgnoreCase)
            .Select(field => new FieldChange(field, old.GetValueOrDefault(field, ""), now.GetValueOrDefault(field, "")))
            .Where(change => change.Before != change.After),
    ];

    private DiffRow New(PostContent content) => Row(RowState.New, content, null);

    private DiffRow Compare(Post post, PostContent content)
    {
        var row = Row(RowState.Same, content, post);
        if (row is { Changes: [], SaysOtherwise: false })
            return row;
        if (row is { LockedBecause: not null, Changes: [{ Field: GoesOut }] })
            return row with { Content = post.Content, SlotAt = post.SlotAt, LatestAt = post.LatestAt, Changes = [], SaysOtherwise = false };
        return row.LockedBecause is { } why
            ? row with { State = RowState.Locked, Content = post.Content, SaysOtherwise = false, LockedBecause = why }
            : row with { State = RowState.Changed };
    }

    /// <summary>A row that is gone is left alone; only the campaign itself may move it, by its zone or its slots.</summary>
    private DiffRow Unnamed(Post post)
    {
        var row = Compare(post, post.Content);
        return row.State is RowState.Same ? row with { State = RowState.NotInFile } : row;
    }

    private DiffRow Row(RowState state, PostContent content, Post? post)
    {
        var (slotAt, latestAt) = Planner.Plan(content, after);
        var changes = post is null ? [] : Changes(post, content, slotAt, latestAt);
        return new DiffRow
        {
            State = state,
            Content = content,
            SlotAt = slotAt,
            LatestAt = latestAt,
            Before = post,
            HasPassed = latestAt < now,
            Changes = changes,
            SaysOtherwise = post is not null && !(isSameCampaign && changes.Count == 0) && SaysOtherwise(post, content, slotAt, latestAt),
            LockedBecause = post is null ? null : PostStatus.LockOf(post),
        };
    }

    /// <summary>Also when only the instants differ: the zone's own rules were changed since it was planned.</summary>
    private bool SaysOtherwise(Post post, PostContent content, DateTimeOffset? slotAt, DateTimeOffset? latestAt) =>
        (slotAt, latestAt) != (post.SlotAt, post.LatestAt) || ContentHash.Of(content, after) != ContentHash.Of(post.Content, before ?? after);

    private List<FieldChange> Changes(Post post, PostContent content, DateTimeOffset? slotAt, DateTimeOffset? latestAt)
    {
        var changes = Compare(PlanRowCells.Of(post.Content), PlanRowCells.Of(content));
        changes.RemoveAll(change => change.Field == PlanColumns.Day);
        if (!changes.Exists(change => change.Field == PlanColumns.Media) && !Hashes(post.Content).SequenceEqual(Hashes(content)))
            changes.Add(new FieldChange(PlanColumns.Media, "the picture before", "another picture of the same name"));
        if (changes.Count == 0 && (slotAt, latestAt) != (post.SlotAt, post.LatestAt))
            changes.Add(new FieldChange(GoesOut, Window(post.SlotAt, post.LatestAt), Window(slotAt, latestAt)));
        return changes;
    }

    private string Window(DateTimeOffset? slotAt, DateTimeOffset? latestAt) => slotAt is null || latestAt is null
        ? ""
        : $"{TimeZoneInfo.ConvertTime(slotAt.Value, after.Zone):d MMM HH:mm}, at the latest {TimeZoneInfo.ConvertTime(latestAt.Value, after.Zone):HH:mm}";

    private static IEnumerable<string> Hashes(PostContent post) => post.Pictures.Select(picture => picture.Hash);
}
