namespace CoProWeek.Reporting;

/// <summary>The figures' labels, and the line that stands under each in every format.</summary>
internal static class Definitions
{
    public static Figure TimesSeen(Amount all) => new("timesSeen", "Times seen on X",
        $"X's own count of views, on {all.Known:N0} of {Posts(all)}. One person can count more than once. X does not say how many different people. Not available before December 2022.");

    public static Figure Accounts() => new("accounts", "Accounts that took part",
        "Posted, replied or quoted at least once, not counting ours. Accounts, not people. Those who only reposted or liked are not listed by search.");

    public static Figure PostsWith(string hashtags) => new("posts", $"Posts with {hashtags}",
        "Each counted once; reposts are not counted here. Ours (our and team accounts) and everybody else's shown apart.");

    public static Figure Responses(Amount all) => new("responses", "Responses",
        $"What X counts on those posts since each was posted, never summed over repost rows: likes, replies, reposts, quotes and bookmarks. Known of {all.Known:N0} of {Posts(all)}.");

    public static Figure Counter(string key, Amount all) => new(key, char.ToUpperInvariant(key[0]) + key[1..], $"Known of {all.Known:N0} of {Posts(all)}.");

    public static Figure Rate(Amount all) => new("responsesPer100Views", "Responses per 100 views", $"Over the {all.Known:N0} of {Posts(all)} with views.");

    public static Figure Followers(Amount others) => new("followers", "Followers of those who took part",
        $"Added up; who follows several counts several times. Not the number who saw a post, which can be higher or lower. Known of {others.Known:N0} of {Numbers.Count(others.Total, "account")}.");

    public static Figure Deliveries(Amount all) => new("possibleDeliveries", "Possible deliveries to followers",
        $"Each post times its author's followers then. Worked out, not measured. Here to compare with reports that print \"potential impressions\". Known of {all.Known:N0} of {Posts(all)}.");

    private static string Posts(Amount all) => Numbers.Count(all.Total, "post");
}
