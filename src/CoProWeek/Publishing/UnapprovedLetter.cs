using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>The mails that name what is not approved, each post with its address.</summary>
internal sealed class UnapprovedLetter(PublicLinks links)
{
    public Mail Write(UnapprovedNotice notice, Campaign campaign, Post[] posts, string[] to, DateTimeOffset now) => new()
    {
        Cause = notice.Cause,
        To = to,
        Subject = notice.PostId is null ? DaySubject(posts) : PostSubject(campaign, posts[0], now),
        Text = notice.PostId is null ? DayText(notice, campaign, posts) : PostText(campaign, posts[0], now),
    };

    private static string DaySubject(Post[] posts) =>
        $"Tomorrow: {Are(posts)} not approved: {string.Join(", ", posts.Take(3).Select(post => $"{post.Content.Kind} {post.Content.SlotTime:HH\\:mm}"))}{(posts.Length > 3 ? " and more" : "")}";

    private string DayText(UnapprovedNotice notice, Campaign campaign, Post[] posts)
    {
        var wall = new WallClock(campaign.TimeZone);
        return $"""
            {Are(posts)} not approved for tomorrow, {WallClock.LongDay(notice.Day)}, in {campaign.Name}.
            What nobody approves does not go out.

            {string.Join("\n\n", posts.Select(post => Line(post, wall)))}

            Approve each on its page, or ask somebody else there to approve it.
            """;
    }

    private static string PostSubject(Campaign campaign, Post post, DateTimeOffset now) =>
        post.SlotAt > now
            ? $"Not approved, due in {Minutes(post.SlotAt.Value - now)}: {post.Content.Kind} {new WallClock(campaign.TimeZone).Time(post.SlotAt.Value)}"
            : $"Not approved and past its time: {post.Content.Kind} {new WallClock(campaign.TimeZone).Time(post.SlotAt!.Value)}";

    private string PostText(Campaign campaign, Post post, DateTimeOffset now)
    {
        var wall = new WallClock(campaign.TimeZone);
        var due = post.SlotAt > now ? $"It is due in {Minutes(post.SlotAt.Value - now)} and nobody has approved it." : "Its time has come and nobody has approved it.";
        return $"""
            A post of {campaign.Name}. {due}

            {Line(post, wall)}

            At its time it waits. Approved by {wall.DayAndTime(post.LatestAt!.Value)}, it still goes out; after that it does not.
            """;
    }

    private string Line(Post post, WallClock wall) => $"""
        {wall.Time(post.SlotAt!.Value)}, {post.Content.Kind}, as {PostWords.Handles(post.Content)}
        > {PostWords.Opening(post.Content, 140)}
        {links.To($"/posts/{post.Id}").AbsoluteUri}
        """;

    private static string Are(Post[] posts) => posts.Length == 1 ? "1 post is" : $"{posts.Length} posts are";

    private static string Minutes(TimeSpan left) => $"{Math.Max(1, Math.Round(left.TotalMinutes)):0} min";
}
