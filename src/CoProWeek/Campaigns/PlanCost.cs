using CoProWeek.Networks;

namespace CoProWeek.Campaigns;

/// <summary>What a plan will cost on its networks: every part that is still to go out, by the configured unit prices.</summary>
internal static class PlanCost
{
    /// <summary>In US dollars; what is out, locked or past costs nothing more.</summary>
    public static decimal Of(ImportDiff diff, NetworkList networks) => diff.Rows
        .Where(row => row is { Content.SlotOn: not null, HasPassed: false, LockedBecause: null } && (row.Before is null || PostStatus.LockOf(row.Before) is null))
        .Sum(row => Of(row.Content, networks));

    /// <summary>What of a campaign's posts is still to go out, drafts too: with a date, not out, and not too late.</summary>
    public static PlanForecast ToGo(IEnumerable<Post> posts, NetworkList networks, DateTimeOffset now)
    {
        var ahead = posts.Where(post => !post.IsSpare && post.LatestAt > now && PostStatus.LockOf(post) is null).ToList();
        return new PlanForecast(ahead.Count, ahead.Sum(post => Of(post.Content, networks)));
    }

    /// <summary>Of one post by itself, on all its accounts.</summary>
    public static decimal Of(PostContent post, NetworkList networks) => Wording.Of(post)
        .Sum(account => account.Parts.Index().Sum(part =>
            networks.Find(account.Account.Network).PriceOf(part.Item, part.Index == 0 ? post.Pictures.Count : 0)));
}

/// <summary>How many posts are still to go out, and what they will cost in US dollars.</summary>
internal sealed record PlanForecast(int Posts, decimal Amount);
