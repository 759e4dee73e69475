using System.Globalization;
using CoProWeek.Campaigns;

namespace CoProWeek.Web;

/// <summary>A name for a new post, such as plans have: "mon-blog", "1-nov-notice" outside the week, "spare-question-2".</summary>
internal static class RefProposal
{
    public static string For(string kind, DateOnly? day, Campaign campaign, IReadOnlySet<string> taken)
    {
        var name = $"{Day(day, campaign)}-{(kind == "" ? "post" : kind)}";
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? name : $"{name}-{n}").First(one => !taken.Contains(one));
    }

    private static string Day(DateOnly? day, Campaign campaign) =>
        day is not { } on ? "spare" : on.ToString(on >= campaign.WeekFrom && on <= campaign.WeekTo ? "ddd" : "d-MMM", CultureInfo.InvariantCulture).ToLowerInvariant();
}
