using CoProWeek.Campaigns;
using CoProWeek.Clock;

namespace CoProWeek.Web;

/// <summary>Until when a post may still go out, as a person says it, and by whose rule.</summary>
internal static class LateWords
{
    public static string Of(PostContent content, Campaign campaign, WallClock clock)
    {
        if (content.Kind == "")
            return "Choose a kind: each has its own rule for what is late.";
        if (Planner.LatestOf(content, campaign) is not { } latest)
            return $"{Capital(KindRules.A(content.Kind))} must say until when it may still go out.";
        if (Planner.Plan(content, campaign) is not { SlotAt: { } slotAt, LatestAt: { } latestAt })
            return $"A spare has no date. Its rule would be: {latest}.";
        var until = clock.DayOf(slotAt) == clock.DayOf(latestAt) ? clock.Time(latestAt) : clock.DayAndTime(latestAt);
        return $"If late, not after {until}{WhoseRule(content, campaign)}.";
    }

    private static string WhoseRule(PostContent content, Campaign campaign) => content.Latest != ""
        ? ""
        : campaign.SlotFor(content.Kind, content.SlotTime) is { Latest: not "" } slot ? $", the rule of its slot {slot.Name}" : $", as for {KindRules.A(content.Kind)}";

    private static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";
}
