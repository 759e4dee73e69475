using System.CommandLine;
using System.Globalization;
using CoProWeek.Campaigns;
using CoProWeek.Networks;

namespace CoProWeek.Cli;

/// <summary><c>coproweek plan show</c></summary>
internal static class PlanShowVerb
{
    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var verb = new Command("show", "Shows a campaign day by day, with what is still to be written.") { campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var posts = await session.Get<PostStore>().ListAsync(plan, day: null, stop);
            var (rows, gaps) = (PlanView.Of(posts, session.Get<NetworkList>()), PlanView.EmptySlots(plan, posts));
            if (session.Json)
                Output.Json(new { campaign = plan, posts = rows, gaps });
            else
                Print(plan, rows, gaps);
        });
        return verb;
    }

    private static void Print(Campaign campaign, IReadOnlyList<PlanViewRow> rows, IReadOnlyList<EmptySlot> gaps)
    {
        Output.Line($"{campaign.Name} ({campaign.Slug}): {Day(campaign.WeekFrom)} to {Day(campaign.WeekTo)}, times in {campaign.TimeZone}");
        foreach (var day in rows.GroupBy(row => row.On))
        {
            Output.Line("");
            Output.Line(day.Key is { } on ? Day(on) : "Spares, without a date");
            foreach (var row in day)
                Output.Line($"  {row.Time:HH:mm}  {row.Kind,-9}  {row.Ref,-22}  {row.Length.Length,3}/{row.Length.Limit}  {row.Status}{(row.Pictures > 0 ? $", {row.Pictures} picture(s)" : "")}{(row.Parts > 1 ? $", {row.Parts} parts" : "")}");
        }
        Output.Line("");
        foreach (var gap in gaps)
            Output.Line($"{Day(gap.On)} has no {gap.Slot.Kind} ({gap.Slot.Name}, {gap.Slot.WallTime:HH:mm}).");
    }

    private static string Day(DateOnly day) => day.ToString("ddd d MMM yyyy", CultureInfo.InvariantCulture);
}
