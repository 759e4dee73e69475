using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using Npgsql;
using Command = System.CommandLine.Command;

namespace CoProWeek.Cli;

/// <summary><c>coproweek collect status</c></summary>
internal static class CollectStatusVerb
{
    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var verb = new Command("status", "Says what is looked for, how far it was collected, and what is missing between.") { campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var now = session.Get<CampaignClock>().GetUtcNow();
            await session.Get<WatchStore>().SyncAsync(now, stop);
            var watches = await session.Get<WatchStore>().OfCampaignAsync(plan.Id, stop);
            await using var connection = await session.Get<NpgsqlDataSource>().OpenConnectionAsync(stop);
            var gaps = (await Coverage.GapsAsync(connection, [.. watches.Select(watch => watch.Id)], DateTimeOffset.MinValue, DateTimeOffset.MaxValue, stop)).ToLookup(gap => gap.WatchId);
            Print(session, plan, [.. watches.Select(watch => new Known(watch, [.. gaps[watch.Id]]))], now);
        });
        return verb;
    }

    private static void Print(Session session, Campaign plan, List<Known> known, DateTimeOffset now)
    {
        if (session.Json)
        {
            Output.Json(known.Select(one => new
            {
                sought = one.Watch.Sought,
                one.Watch.FromAt,
                one.Watch.UntilAt,
                one.Watch.CoveredTo,
                one.Watch.NextAt,
                newestId = one.Watch.NewestId?.ToString(),
                one.Watch.Problem,
                gaps = one.Gaps.Select(gap => new { gap.FromAt, gap.ToAt }),
            }));
            return;
        }
        foreach (var (watch, gaps) in known)
        {
            Output.Line($"{watch.Sought}: {State(watch, plan, now)}");
            foreach (var gap in gaps)
                Output.Line($"  nothing was collected from {Wall(gap.FromAt, plan)} to {Wall(gap.ToAt, plan)}");
            if (watch.Problem != "")
                Output.Line($"  {watch.Problem}");
        }
        Output.Say(known.Count == 0 ? $"{plan.Slug} names no hashtag and no account of a network that can be searched." : $"Times are {plan.TimeZone}.");
    }

    private static string State(Watch watch, Campaign plan, DateTimeOffset now) => watch switch
    {
        { CoveredTo: { } to } when watch.UntilAt <= now => $"collected up to {Wall(to, plan)}; looked for no longer since {Wall(watch.UntilAt, plan)}",
        { CoveredTo: { } to } => $"collected up to {Wall(to, plan)}; looked for again at {Wall(watch.NextAt, plan)}, until {Wall(watch.UntilAt, plan)}",
        _ when watch.UntilAt <= now => $"never collected; it was to be looked for until {Wall(watch.UntilAt, plan)}",
        _ => $"not collected yet; looked for from {Wall(watch.NextAt, plan)} to {Wall(watch.UntilAt, plan)}",
    };

    private static string Wall(DateTimeOffset at, Campaign plan) => TimeZoneInfo.ConvertTime(at, plan.Zone).ToString("ddd d MMM yyyy HH:mm");

    private sealed record Known(Watch Watch, IReadOnlyList<Gap> Gaps);
}
