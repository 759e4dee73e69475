using CoProWeek.Accounts;
using CoProWeek.Alerts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Publishing;

/// <summary>The mail that asks somebody to approve a post: all they need in order to decide, and the link.</summary>
internal static class ApprovalLetter
{
    public static Mail Write(Campaign campaign, Post post, Person person, ApprovalLinkRow link, Uri address)
    {
        var wall = new WallClock(campaign.TimeZone);
        return new Mail
        {
            Cause = $"approval-link {Convert.ToHexStringLower(link.TokenHash)}",
            To = [person.Email],
            Subject = $"Please approve for {wall.DayAndTime(post.SlotAt!.Value)}: {PostWords.Opening(post.Content, 60)}",
            Text = $"""
                {person.Name},

                {link.MadeBy} asks you to approve a post of {campaign.Name}.

                It goes out {wall.Whole(post.SlotAt!.Value)} as {PostWords.Handles(post.Content)}.
                If it is late, it does not go out after {wall.Whole(post.LatestAt!.Value)}.

                {PostWords.Whole(post.Content)}

                See it as it will look, and approve it there:
                {address.AbsoluteUri}

                The link is for you alone: who has it can approve in your name. It works once,
                until {wall.Whole(link.ExpiresAt)}, and only while the post stays as it is.
                If you would rather not approve it, tell {link.MadeBy}: without an approval it
                does not go out.
                """,
        };
    }
}
