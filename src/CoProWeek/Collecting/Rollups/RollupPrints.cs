using Dapper;
using Npgsql;

namespace CoProWeek.Collecting.Rollups;

/// <summary>Each table's rows of a campaign as a sum of hashes: equal rows in any order have the same one.</summary>
internal static class RollupPrints
{
    private const string PrintsSql = """
        SELECT 'rollup_hours' AS name, count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS print FROM rollup_hours t WHERE campaign_id = @campaignId
         UNION ALL
        SELECT 'rollup_authors', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM rollup_authors t WHERE campaign_id = @campaignId
         UNION ALL
        SELECT 'rollup_items', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM rollup_items t WHERE campaign_id = @campaignId
         UNION ALL
        SELECT 'rollup_item_authors', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM rollup_item_authors t WHERE campaign_id = @campaignId
         UNION ALL
        SELECT 'rollup_tops', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM rollup_tops t WHERE campaign_id = @campaignId
         UNION ALL
        SELECT 'rollup_ours', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM rollup_ours t WHERE campaign_id = @campaignId
         UNION ALL
        SELECT 'rollup_held', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM rollup_held t WHERE campaign_id = @campaignId
         UNION ALL
        SELECT 'rollup_removed', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM rollup_removed t WHERE campaign_id = @campaignId
         UNION ALL
        SELECT 'author_followers', count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) FROM author_followers t
        """;

    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(NpgsqlTransaction transaction, long campaignId, CancellationToken stop) =>
        (await transaction.Connection!.QueryAsync<(string Name, string Print)>(new CommandDefinition(PrintsSql, new { campaignId }, transaction, commandTimeout: 0, cancellationToken: stop)))
        .ToDictionary(table => table.Name, table => table.Print);

    public static IReadOnlyList<string> Differing(IReadOnlyDictionary<string, string> kept, IReadOnlyDictionary<string, string> made) =>
        [.. made.Where(table => kept[table.Key] != table.Value).Select(table => table.Key)];
}
