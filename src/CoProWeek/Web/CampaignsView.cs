using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads campaigns and their slots.</summary>
internal sealed class CampaignsView(NpgsqlDataSource database)
{
    private const string AllSql = """
          SELECT id, slug, name, theme, week_from, week_to, runs_from, runs_to, time_zone, hashtags, count(*) OVER () = 1 AS is_only_one
            FROM campaigns
        ORDER BY week_from DESC, id DESC
        """;

    /// <summary>All of them, newest first: a team has one a year.</summary>
    public async Task<IReadOnlyList<CampaignRow>> AllAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<CampaignRow>(new CommandDefinition(AllSql, cancellationToken: stop))];
    }

    private const string SlotsSql = """
          SELECT name, kind, wall_time, required
            FROM slots
           WHERE campaign_id = @campaignId
        ORDER BY wall_time, position
        """;

    public async Task<IReadOnlyList<SlotRow>> SlotsAsync(long campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<SlotRow>(new CommandDefinition(SlotsSql, new { campaignId }, cancellationToken: stop))];
    }
}
