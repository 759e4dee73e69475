using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Web;

/// <summary>What a cell says of its post beside its words, and what moving it needs.</summary>
/// <param name="Checks">What stands against it, in two words each.</param>
/// <param name="LockedBecause">Why it cannot be moved; null when it can.</param>
/// <param name="IsApproved">Moving it ends that.</param>
/// <param name="Version">As it was read.</param>
internal sealed record PostFacts(IReadOnlyList<string> Checks, string? LockedBecause, bool IsApproved, string Version)
{
    public static IReadOnlyDictionary<long, PostFacts> Of(IReadOnlyList<Post> posts, NetworkList networks, IReadOnlyList<CheckRow> found, DateTimeOffset now) =>
        posts.ToDictionary(post => post.Id, post => new PostFacts(
            [.. ChecksOf(post, networks, now), .. found.Where(check => check.PostId == post.Id).Select(check => check.Short).Distinct()], PostStatus.LockOf(post), post.IsApproved, PostVersion.Of(post.Content)));

    /// <summary>What is approved has passed them; what is out is past them.</summary>
    private static List<string> ChecksOf(Post post, NetworkList networks, DateTimeOffset now)
    {
        if (post.IsApproved || PostStatus.LockOf(post) is not null)
            return [];
        var words = ApprovalRules.ChecksOf(post, networks, now).Select(problem => problem.Short).Distinct().ToList();
        if (!post.IsSpare)
            words.Add("not approved");
        return words;
    }
}
