using CoProWeek.Networks;

namespace CoProWeek.Campaigns;

/// <summary>Why a post cannot be approved as it stands: each reason says what to do about it. None means it can.</summary>
internal static class ApprovalRules
{
    public static IReadOnlyList<string> ProblemsOf(Campaign campaign, Post post, NetworkList networks, string actor, DateTimeOffset now)
    {
        var content = post.Content;
        return
        [
            .. Who(campaign, post, actor), .. When(post, now), .. Pictures(content),
            .. Credit(content), .. Wording.Of(content).SelectMany(account => Texts(account, networks.Find(account.Account.Network))),
        ];
    }

    private static IEnumerable<string> Who(Campaign campaign, Post post, string actor)
    {
        if (campaign.NeedsSecondPerson && actor.Equals(post.EditedBy, StringComparison.OrdinalIgnoreCase))
            yield return $"{actor} edited it last, and this campaign asks for a second person: somebody else approves it.";
        if (PostStatus.LockOf(post) is { } why)
            yield return $"It is {why}, so it stands as it is.";
    }

    private static IEnumerable<string> When(Post post, DateTimeOffset now)
    {
        if (post.IsSpare)
            yield return "It is a spare: give it a date first.";
        if (post.LatestAt < now)
            yield return "Its time has passed: give it a new date.";
    }

    private static IEnumerable<string> Pictures(PostContent post)
    {
        foreach (var picture in post.Pictures.Where(picture => picture.AltText == ""))
            yield return $"The picture {picture.FileName} has no alt text: say what it shows.";
        if (post.Pictures.Count > 0 && post.Permission == "")
            yield return "It has a picture and no permission: write \"not needed\", or who gave it and when.";
    }

    private static IEnumerable<string> Credit(PostContent post)
    {
        if (KindRules.Of(post.Kind).NeedsCredit && post.Credit == "")
            yield return $"A {post.Kind} is somebody's own words: say whose in the credit.";
    }

    private static IEnumerable<string> Texts(AccountWording wording, INetwork network)
    {
        if (wording.Parts.Count == 0)
            yield return $"It says nothing as @{wording.Account.Handle}: give it a text.";
        foreach (var (n, part) in wording.Parts.Index())
            if (network.Measure(part) is { Fits: false } measure)
                yield return $"Part {n + 1} is {measure.Length} long as @{wording.Account.Handle} and {measure.Limit} is the most: shorten it by {measure.Length - measure.Limit}.";
    }
}
