using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>The alert that names a post which is due and not approved, with its address.</summary>
internal sealed class UnapprovedLetter(PublicLinks links)
{
    public Alert Write(UnapprovedNotice notice, Campaign campaign, Post post, string[] to, DateTimeOffset now)
    {
        var wall = new WallClock(campaign.TimeZone);
        var due = post.SlotAt > now ? $"It is due in {Minutes(post.SlotAt.Value - now)} and nobody has approved it." : "Its time has come and nobody has approved it.";
        var link = links.To($"/posts/{post.Id}");
        return new Alert
        {
            Cause = notice.Cause,
            To = to,
            Subject = $"{(post.SlotAt > now ? $"Not approved, due in {Minutes(post.SlotAt.Value - now)}" : "Not approved and past its time")}: {post.Content.Kind} {wall.Time(post.SlotAt!.Value)}",
            Text = $"""
                A post of {campaign.Name}. {due}

                {wall.Time(post.SlotAt.Value)}, {post.Content.Kind}, as {PostWords.Handles(post.Content)}
                > {PostWords.Opening(post.Content, 140)}
                {link.AbsoluteUri}

                At its time it waits. Approved by {wall.DayAndTime(post.LatestAt!.Value)}, it still goes out; after that it does not.
                """,
            Link = link,
        };
    }

    private static string Minutes(TimeSpan left) => $"{Math.Max(1, Math.Round(left.TotalMinutes)):0} min";
}
