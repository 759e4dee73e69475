namespace CoProWeek.Web;

/// <summary>What lies before the week or after it: so many posts as make a list that is read, the nearest to the week.</summary>
/// <param name="Posts">In their order.</param>
/// <param name="Left">Those that are not among them; the month has them all.</param>
internal sealed record AroundWeek(IReadOnlyList<PlannedPost> Posts, int Left)
{
    public const int Most = 60;

    /// <summary>Each with whether its day begins with it.</summary>
    public IEnumerable<(PlannedPost Post, bool IsFirst)> Lines => Posts.Index().Select(each => (each.Item, each.Index == 0 || Posts[each.Index - 1].SlotOn != each.Item.SlotOn));

    public static AroundWeek Before(DateOnly day, IEnumerable<PlannedPost> posts)
    {
        var all = InOrder(posts.Where(post => post.SlotOn < day));
        return new AroundWeek([.. all.TakeLast(Most)], Math.Max(0, all.Count - Most));
    }

    public static AroundWeek After(DateOnly day, IEnumerable<PlannedPost> posts)
    {
        var all = InOrder(posts.Where(post => post.SlotOn > day));
        return new AroundWeek([.. all.Take(Most)], Math.Max(0, all.Count - Most));
    }

    private static List<PlannedPost> InOrder(IEnumerable<PlannedPost> posts) => [.. posts.OrderBy(post => post.SlotAt)];
}
