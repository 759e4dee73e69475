using CoProWeek.Accounts;
using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Cli;

/// <summary>What <c>coproweek check</c> says of the money: spent against limits, by kind, and what the plans will cost.</summary>
internal static class CheckMoney
{
    private const string NotABill = "worked out from X:Prices, not X's bill";

    public static async Task<IReadOnlyList<Checked>> AskAsync(Session session, CancellationToken stop)
    {
        var findings = new List<Checked> { await TodayAsync(session, stop) };
        foreach (var campaign in await session.Get<CampaignStore>().ListAsync(stop))
        {
            if (await CampaignAsync(session, campaign, stop) is { } finding)
                findings.Add(finding);
        }
        findings.AddRange(await StopsAsync(session, stop));
        return findings;
    }

    private static async Task<Checked> TodayAsync(Session session, CancellationToken stop)
    {
        var kinds = await session.Get<SpendTotals>().TodayAsync(stop);
        var spent = kinds.Sum(kind => kind.Amount);
        var cap = session.Get<Budget>().DayCap;
        return new("money today", cap == 0 || spent < cap, $"{Against(spent, cap, "no limit for a day")}{InWords(kinds)}; {NotABill}");
    }

    /// <summary>One that is over, and cost nothing, is not worth a line.</summary>
    private static async Task<Checked?> CampaignAsync(Session session, Campaign campaign, CancellationToken stop)
    {
        var kinds = await session.Get<SpendTotals>().OfCampaignAsync(campaign.Id, stop);
        var forecast = PlanCost.ToGo(await session.Get<PostStore>().ListAsync(campaign, stop: stop), session.Get<NetworkList>(), session.Get<CampaignClock>().GetUtcNow());
        if (kinds.Count == 0 && forecast.Posts == 0)
            return null;
        var (spent, cap) = (kinds.Sum(kind => kind.Amount), session.Get<Budget>().CampaignCap);
        var byKind = kinds.GroupBy(kind => kind.Kind).Select(same => same.First() with { Count = same.Sum(kind => kind.Count), Amount = same.Sum(kind => kind.Amount) });
        var ahead = forecast.Posts == 0 ? "" : $"; what is still to go out will cost about {Dollars.Of(forecast.Amount)} ({forecast.Posts} {(forecast.Posts == 1 ? "post" : "posts")}, drafts too)";
        var fits = cap == 0 || spent < cap && spent + forecast.Amount <= cap;
        return new($"money for {campaign.Slug}", fits, $"{Against(spent, cap, "no limit for a campaign")}{InWords([.. byKind])}{ahead}{(fits ? "" : ": that is more than the limit")}");
    }

    private static string Against(decimal spent, decimal cap, string none) => $"{Dollars.Of(spent)} {(cap > 0 ? $"of {Dollars.Of(cap)}" : $"({none})")}";

    private static string InWords(IReadOnlyList<Spent> kinds) =>
        kinds.Count == 0 ? "" : $": {string.Join(", ", kinds.Select(kind => $"{kind.Count} {kind.InWords} {Dollars.Of(kind.Amount)}"))}";

    private const string StopsSql = """
        SELECT a.handle, s.why
          FROM credit_stops s
          JOIN accounts a ON a.id = s.account_id
         WHERE s.ended_at IS NULL
         ORDER BY a.handle
        """;

    private static async Task<IEnumerable<Checked>> StopsAsync(Session session, CancellationToken stop)
    {
        await using var connection = await session.Get<NpgsqlDataSource>().OpenConnectionAsync(stop);
        var stops = await connection.QueryAsync<(string Handle, string Why)>(new CommandDefinition(StopsSql, cancellationToken: stop));
        return stops.Select(standing => new Checked($"credits of @{standing.Handle}", false, standing.Why));
    }
}
