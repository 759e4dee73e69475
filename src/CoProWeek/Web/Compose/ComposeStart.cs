using CoProWeek.Campaigns;
using CoProWeek.Campaigns.Files;

namespace CoProWeek.Web;

/// <summary>A new post's form, with what the link to it said and what the campaign knows.</summary>
internal static class ComposeStart
{
    public static PostForm For(Campaign campaign, string? day, string? time, string? kind)
    {
        var rule = KindRules.Find(kind ?? "");
        var at = TimeCell.Read(time ?? "") ?? (rule is null ? null : campaign.SlotFor(rule.Kind, time: null)?.WallTime);
        return new PostForm
        {
            Kind = rule?.Kind ?? "",
            Date = FormattableString.Invariant($"{DateCell.Read(day ?? ""):yyyy-MM-dd}"),
            Time = FormattableString.Invariant($"{at:HH\\:mm}"),
            PostTo = [.. campaign.Accounts.Take(1).Select(account => account.Handle)],
            OwnTexts = campaign.Accounts.ToDictionary(account => account.Handle, _ => ""),
        };
    }
}
