using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using Microsoft.Extensions.Options;
using Command = System.CommandLine.Command;

namespace CoProWeek.Cli;

/// <summary><c>coproweek collect status</c></summary>
internal static class CollectStatusVerb
{
    public static Command Create()
    {
        var campaign = CommonOptions.Campaign();
        var verb = new Command("status", "Says what is looked for, how far it was collected, what is missing or lost and why, what it costs, and how it compared with X's own counts.") { campaign };
        verb.SetAction(async (said, stop) =>
        {
            await using var session = await Session.OpenAsync(said, stop);
            var plan = await session.Get<CampaignStore>().NamedOrOnlyAsync(said.GetValue(campaign), stop);
            var now = session.Get<CampaignClock>().GetUtcNow();
            await session.Get<WatchStore>().SyncAsync(now, stop);
            var ledger = await session.Get<Ledger>().ReadAsync(plan.Id, stop);
            if (session.Json)
                Output.Json(CollectStatusJson.Of(ledger));
            else
                await PrintAsync(session, plan, ledger, now, stop);
        });
        return verb;
    }

    private static async Task PrintAsync(Session session, Campaign plan, LedgerView ledger, DateTimeOffset now, CancellationToken stop)
    {
        var words = new CollectStatusWords(plan, now);
        foreach (var line in ledger.Watches.SelectMany(words.Of))
            Output.Line(line);
        foreach (var line in words.Of(ledger.Care))
            Output.Line(line);
        Output.Line(await BudgetAsync(session, plan, stop));
        Output.Line(words.Forgetting(session.Get<IOptions<CollectingOptions>>().Value.ForgetAfterMonths));
        Output.Say(ledger.Watches.Count == 0 ? $"{plan.Slug} names no hashtag and no account of a network that can be searched." : $"Times are {plan.TimeZone}.");
    }

    private static async Task<string> BudgetAsync(Session session, Campaign plan, CancellationToken stop)
    {
        var budget = session.Get<Budget>();
        var spent = await session.Get<SpendTotals>().SoFarAsync(plan.Id, stop);
        var said = $"Spent: {Dollars.Of(spent.Today)} today{Limit(budget.DayCap)}, {Dollars.Of(spent.Campaign)} for this campaign{Limit(budget.CampaignCap)}.";
        return await budget.WhyNoReadingAsync(plan.Id, stop) is { } why ? $"{said} {why}" : said;
    }

    private static string Limit(decimal cap) => cap > 0 ? $" of {Dollars.Of(cap)}" : "";
}
