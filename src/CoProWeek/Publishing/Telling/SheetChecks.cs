using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Publishing;

/// <summary>One thing that was looked at on a post before it goes out.</summary>
/// <param name="Ok">Whether it is as it should be.</param>
/// <param name="Says">In words; with what to do about it when it is not.</param>
internal sealed record SheetCheck(bool Ok, string Says);

/// <summary>What makes a post ready. The one place: whatever else is checked before a slot is added here, and stands on every sheet.</summary>
internal sealed class SheetChecks(NetworkList networks)
{
    public IReadOnlyList<SheetCheck> Of(SheetDay day, Post post) =>
    [
        post.IsApproved ? new SheetCheck(true, $"approved by {post.ApprovedBy}") : new(false, "Nobody has approved it."),
        .. Contents(post, day.Now),
        .. post.Deliveries.Where(IsTrouble).Select(delivery => new SheetCheck(false, $"It is {Word(delivery)} {delivery.At}: {Closed(delivery.Reason)}")),
        .. day.Checks[post.Id].Select(words => new SheetCheck(false, Closed(words))),
        .. post.Content.Accounts.Where(account => day.Paused.ContainsKey(account.AccountId))
            .Select(account => new SheetCheck(false, $"{account.Name} is paused: {Closed(day.Paused[account.AccountId])}")),
    ];

    private IEnumerable<SheetCheck> Contents(Post post, DateTimeOffset now)
    {
        var problems = ApprovalRules.ChecksOf(post, networks, now);
        return problems.Count > 0 ? problems.Select(problem => new SheetCheck(false, problem.Says)) : Good(post.Content);
    }

    private IEnumerable<SheetCheck> Good(PostContent post)
    {
        var longest = Wording.Of(post)
            .SelectMany(account => account.Parts.Select(part => networks.Find(account.Account.Network).Measure(part)))
            .OrderByDescending(measure => (double)measure.Length / measure.Limit).FirstOrDefault();
        yield return new(true, longest.Limit is > 0 and < 10_000 ? $"text {longest.Length} of {longest.Limit}" : "text there");
        if (post.Pictures.Count > 0)
            yield return new(true, post.Pictures.Count == 1 ? "picture with alt text" : $"{post.Pictures.Count} pictures with alt texts");
        if (post.Credit != "")
            yield return new(true, "credit there");
    }

    private static bool IsTrouble(PostDelivery delivery) => delivery.State is "held" && delivery.HoldReason is not "hand" || delivery.State is "failed" or "missed" or "unknown";

    private static string Word(PostDelivery delivery) => delivery.State is "unknown" ? "in doubt" : delivery.State;

    private static string Closed(string words) => words == "" ? "no reason was given." : $"{words.TrimEnd('.')}.";
}
