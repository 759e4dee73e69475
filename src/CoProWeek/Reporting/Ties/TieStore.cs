using System.Text.Json;
using CoProWeek.Campaigns;
using CoProWeek.Collecting.Rollups;
using Dapper;
using Npgsql;

namespace CoProWeek.Reporting.Ties;

/// <summary>The strongest ties of some days: worked out once, and kept for as long as the data stays as it is.</summary>
internal sealed class TieStore(NpgsqlDataSource database, RollupStore rollups)
{
    private const int Strongest = 10;

    private const string KeptSql = """
        SELECT s.content
          FROM rollups r
          JOIN tie_spans s ON s.campaign_id = r.campaign_id AND s.from_day = @From AND s.to_day = @To AND s.version = r.version
         WHERE r.campaign_id = @campaignId
        """;

    public async Task<TieSums> ReadAsync(Campaign campaign, ReportSpan span, CancellationToken stop)
    {
        await rollups.SettleAsync(campaign, stop);
        await using (var connection = await database.OpenConnectionAsync(stop))
            if (await connection.ExecuteScalarAsync<string?>(new CommandDefinition(KeptSql, new { campaignId = campaign.Id, span.From, span.To }, cancellationToken: stop)) is { } kept)
                return JsonSerializer.Deserialize<TieSums>(kept)!;
        await using var graph = await TieGraph.OpenAsync(database, campaign, span, stop);
        var (accounts, pairs) = await graph.CountAsync(stop);
        var sums = new TieSums { Accounts = accounts, Pairs = pairs, Strongest = await graph.StrongestAsync(Strongest, stop) };
        await KeepAsync(campaign.Id, span, await graph.VersionAsync(campaign.Id, stop), sums, stop);
        return sums;
    }

    // Whoever changes the data meanwhile is waited for: whom it took out must not come back by this.
    private const string KeepSql = """
        INSERT INTO tie_spans (campaign_id, from_day, to_day, version, content)
        SELECT campaign_id, @From, @To, version, @content::jsonb
          FROM (SELECT campaign_id, version FROM rollups WHERE campaign_id = @campaignId AND version = @version FOR SHARE) now
            ON CONFLICT (campaign_id, from_day, to_day) DO UPDATE SET version = excluded.version, content = excluded.content
        """;

    private async Task KeepAsync(long campaignId, ReportSpan span, long version, TieSums sums, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await connection.ExecuteAsync(new CommandDefinition(
            KeepSql, new { campaignId, span.From, span.To, version, content = JsonSerializer.Serialize(sums) }, cancellationToken: stop));
    }
}

/// <summary>How many accounts turn to each other, and which of them most.</summary>
internal sealed record TieSums
{
    public required int Accounts { get; init; }

    /// <summary>Pairs of accounts of which the one turns to the other.</summary>
    public required int Pairs { get; init; }

    public required IReadOnlyList<Tie> Strongest { get; init; }
}
