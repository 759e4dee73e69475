using CoProWeek.Clock;
using Dapper;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>Adds up what the meter wrote.</summary>
internal sealed class SpendTotals(NpgsqlDataSource database, CampaignClock clock)
{
    private const string ByKindSql = """
        SELECT day, kind, sum(count)::int AS count, sum(amount) AS amount
          FROM spend
         WHERE (@day::date IS NULL OR day = @day)
           AND (@campaignId::bigint IS NULL OR campaign_id = @campaignId)
         GROUP BY day, kind
         ORDER BY day DESC, sum(amount) DESC, kind
        """;

    /// <summary>Of all accounts, on the UTC day that it is now.</summary>
    public Task<IReadOnlyList<Spent>> TodayAsync(CancellationToken stop) => ReadAsync(SpendMeter.Day(clock.GetUtcNow()), null, stop);

    /// <summary>By day, newest first, and kind.</summary>
    public Task<IReadOnlyList<Spent>> OfCampaignAsync(long campaignId, CancellationToken stop) => ReadAsync(null, campaignId, stop);

    private const string SoFarSql = """
        SELECT coalesce(sum(amount) FILTER (WHERE day = @day), 0)                 AS today,
               coalesce(sum(amount) FILTER (WHERE campaign_id = @campaignId), 0) AS campaign
          FROM spend
         WHERE day = @day OR campaign_id = @campaignId
        """;

    public async Task<SpentSoFar> SoFarAsync(long? campaignId, CancellationToken stop)
    {
        var parameters = new { day = SpendMeter.Day(clock.GetUtcNow()), campaignId };
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<SpentSoFar>(new CommandDefinition(SoFarSql, parameters, cancellationToken: stop));
    }

    private async Task<IReadOnlyList<Spent>> ReadAsync(DateOnly? day, long? campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<Spent>(new CommandDefinition(ByKindSql, new { day, campaignId }, cancellationToken: stop))];
    }
}

/// <summary>What one kind of call has cost on one day.</summary>
internal sealed record Spent
{
    public required DateOnly Day { get; init; }

    public required string Kind { get; init; }

    public required int Count { get; init; }

    public required decimal Amount { get; init; }

    public string InWords => Charge.InWords(Kind);
}

/// <summary>What the limits are held against.</summary>
internal sealed record SpentSoFar
{
    public decimal Today { get; init; }

    public decimal Campaign { get; init; }
}
