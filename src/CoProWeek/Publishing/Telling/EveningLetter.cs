using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>What became of a day: what was sent, with its links, and what was not, with its reasons. A post on two accounts counts twice.</summary>
internal sealed class EveningLetter(PublicLinks links)
{
    public Alert Write(DueSheet sheet, SheetDay day, string[] to)
    {
        var wall = new WallClock(day.Campaign.TimeZone);
        var ends = day.Posts.SelectMany(post => post.Content.Accounts.Select(account => End.Of(post, account, day.Now, wall))).ToList();
        var link = links.To($"/campaigns/{day.Campaign.Slug}");
        return new Alert
        {
            Cause = sheet.Cause,
            To = to,
            Subject = $"Today, {WallClock.Day(day.Day)}: {Counted(ends)}",
            Text = $"""
                {day.Campaign.Name}, {WallClock.LongDay(day.Day)}: {Counted(ends)}.

                {string.Join("\n\n", ends.Select(end => Block(end, wall)))}

                The whole week:
                {link.AbsoluteUri}
                """,
            Link = link,
        };
    }

    /// <summary>"6 sent, 0 held"; the others only where there are any.</summary>
    private static string Counted(IReadOnlyCollection<End> ends)
    {
        int Of(string group) => ends.Count(end => end.Group == group);
        string[] rest = ["missed", "refused", "in doubt", "to post by hand", "not approved", "left out", "still to come"];
        return string.Join(", ", [$"{Of("sent")} sent", $"{Of("held")} held", .. rest.Where(group => Of(group) > 0).Select(group => $"{Of(group)} {group}")]);
    }

    private string Block(End end, WallClock wall) => $"""
        {wall.Time(end.Post.SlotAt!.Value)}, {end.Post.Content.Kind}, {end.Account.Name}: {end.Says}
        > {PostWords.Opening(end.Post.Content, 100)}
        {end.Url ?? links.To($"/posts/{end.Post.Id}").AbsoluteUri}
        """;

    /// <summary>What became of one post on one account.</summary>
    private sealed record End(Post Post, PostAccount Account, string Group, string Says, string? Url = null)
    {
        public static End Of(Post post, PostAccount account, DateTimeOffset now, WallClock wall)
        {
            var delivery = post.Deliveries.FirstOrDefault(one => (one.Network, one.Handle) == (account.Network, account.Handle));
            End As(string group, string? says = null, string? url = null) => new(post, account, group, says ?? group, url);
            return delivery switch
            {
                null => post.IsApproved ? As("left out") : As("not approved", "not approved, so not sent"),
                { State: "sent" } => As("sent", $"sent{(delivery.SentAt is { } at ? $" {wall.Time(at)}" : "")}", delivery.Url),
                { State: "removed" } => As("sent", "sent, and gone from there since"),
                { State: "held", HoldReason: "hand" } => As("to post by hand", "waits to be posted by hand"),
                { State: "held" } => As("held", $"HELD. {PostWords.Opening(delivery.Reason, 300)}"),
                { State: "missed" } => As("missed", $"MISSED. {PostWords.Opening(delivery.Reason, 300)}"),
                { State: "failed" } => As("refused", $"REFUSED. {PostWords.Opening(delivery.Reason, 300)}"),
                { State: "unknown" } => As("in doubt", "in doubt: it is being looked for there"),
                { State: "cancelled" } => As("left out"),
                _ => As("still to come", post.SlotAt > now ? "still to come" : "late, and still to come"),
            };
        }
    }
}
