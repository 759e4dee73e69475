using CoProWeek.Accounts;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads how the money stands: what is spent, within which limits, and for which accounts X has no credits left.</summary>
internal sealed class MoneyView(SpendTotals totals, Budget budget, NpgsqlDataSource database)
{
    private const string StopsSql = """
        SELECT s.account_id, a.handle, s.since, s.why, s.probe_at
          FROM credit_stops s
          JOIN accounts a ON a.id = s.account_id
         WHERE s.ended_at IS NULL
         ORDER BY s.since, a.handle
        """;

    public async Task<MoneyStanding> ReadAsync(long? campaignId, CancellationToken stop)
    {
        var spent = await totals.SoFarAsync(campaignId, stop);
        await using var connection = await database.OpenConnectionAsync(stop);
        var stops = await connection.QueryAsync<StoppedCredit>(new CommandDefinition(StopsSql, cancellationToken: stop));
        return new MoneyStanding(spent, budget.DayCap, budget.CampaignCap, [.. stops]);
    }
}

/// <summary>What is spent, within which limits; a limit of 0 is none.</summary>
internal sealed record MoneyStanding(SpentSoFar Spent, decimal DayCap, decimal CampaignCap, IReadOnlyList<StoppedCredit> Stops)
{
    /// <summary>A limit is used up: what costs more is held.</summary>
    public bool IsUsedUp => DayCap > 0 && Spent.Today >= DayCap || CampaignCap > 0 && Spent.Campaign >= CampaignCap;

    /// <summary>"$1.24 of $5.00 today".</summary>
    public string Today => $"{Of(Spent.Today, DayCap)} today";

    /// <summary>"$3.20 of $50.00 for the week".</summary>
    public string Campaign => $"{Of(Spent.Campaign, CampaignCap)} for the campaign";

    private static string Of(decimal spent, decimal cap) => cap > 0 ? $"{Dollars.Of(spent)} of {Dollars.Of(cap)}" : Dollars.Of(spent);
}

/// <summary>An account for which X wants money first.</summary>
internal sealed record StoppedCredit
{
    public required long AccountId { get; init; }

    public required string Handle { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required string Why { get; init; }

    public required DateTimeOffset ProbeAt { get; init; }
}
