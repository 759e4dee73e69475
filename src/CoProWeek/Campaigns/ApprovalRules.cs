using CoProWeek.Networks;

namespace CoProWeek.Campaigns;

/// <summary>One reason against an approval.</summary>
/// <param name="Short">For a small place: "no alt text", "43 over".</param>
/// <param name="Says">In full, with what to do about it.</param>
internal sealed record ApprovalProblem(string Short, string Says);

/// <summary>Why a post cannot be approved as it stands: each reason says what to do about it. None means it can.</summary>
internal static class ApprovalRules
{
    public static IReadOnlyList<string> ProblemsOf(Campaign campaign, Post post, NetworkList networks, string actor, DateTimeOffset now) =>
        [.. Who(campaign, post, actor), .. When(post, now).Concat(Contents(post.Content, networks)).Select(problem => problem.Says)];

    /// <summary>What the post itself lacks, whoever looks.</summary>
    public static IReadOnlyList<ApprovalProblem> ChecksOf(Post post, NetworkList networks, DateTimeOffset now) =>
        [.. When(post, now).Where(_ => !post.IsSpare), .. Contents(post.Content, networks)];

    private static IEnumerable<ApprovalProblem> Contents(PostContent content, NetworkList networks) =>
    [
        .. Pictures(content), .. Credit(content),
        .. Wording.Of(content).SelectMany(account => Texts(account, networks.Find(account.Account.Network))),
    ];

    private static IEnumerable<string> Who(Campaign campaign, Post post, string actor)
    {
        if (campaign.NeedsSecondPerson && actor.Equals(post.EditedBy, StringComparison.OrdinalIgnoreCase))
            yield return $"{actor} edited it last, and this campaign asks for a second person: somebody else approves it.";
        if (PostStatus.LockOf(post) is { } why)
            yield return $"It is {why}, so it stands as it is.";
    }

    private static IEnumerable<ApprovalProblem> When(Post post, DateTimeOffset now)
    {
        if (post.IsSpare)
            yield return new("a spare", "It is a spare: give it a date first.");
        if (post.LatestAt < now)
            yield return new("too late", "Its time has passed: give it a new date.");
    }

    private static IEnumerable<ApprovalProblem> Pictures(PostContent post)
    {
        foreach (var picture in post.Pictures.Where(picture => picture.AltText == ""))
            yield return new("no alt text", $"The picture {picture.FileName} has no alt text: say what it shows.");
        if (post.Pictures.Count > 0 && post.Permission == "")
            yield return new("no permission", "It has a picture and no permission: write \"not needed\", or who gave it and when.");
    }

    private static IEnumerable<ApprovalProblem> Credit(PostContent post)
    {
        if (KindRules.Of(post.Kind).NeedsCredit && post.Credit == "")
            yield return new("no credit", $"A {post.Kind} is somebody's own words: say whose in the credit.");
    }

    private static IEnumerable<ApprovalProblem> Texts(AccountWording wording, INetwork network)
    {
        if (wording.Parts.Count == 0)
            yield return new("no text", $"It says nothing {wording.Account.At}: give it a text.");
        foreach (var (n, part) in wording.Parts.Index())
            if (network.Measure(part) is { Fits: false } measure)
                yield return new($"{measure.Length - measure.Limit} over", $"Part {n + 1} is {measure.Length} long {wording.Account.At} and {measure.Limit} is the most: shorten it by {measure.Length - measure.Limit}.");
    }
}
