using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Support;

/// <summary>All that is kept of a campaign's sums, row by row, and what is marked as not yet added up.</summary>
internal static class KeptRollups
{
    private const string AllSql = """
        SELECT 'hours ' || t::text FROM rollup_hours t
         UNION ALL
        SELECT 'authors ' || t::text FROM rollup_authors t
         UNION ALL
        SELECT 'items ' || t::text FROM rollup_items t
         UNION ALL
        SELECT 'item authors ' || t::text FROM rollup_item_authors t
         UNION ALL
        SELECT 'tops ' || t::text FROM rollup_tops t
         UNION ALL
        SELECT 'ours ' || t::text FROM rollup_ours t
         UNION ALL
        SELECT 'held ' || t::text FROM rollup_held t
         UNION ALL
        SELECT 'removed ' || t::text FROM rollup_removed t
         UNION ALL
        SELECT 'followers ' || t::text FROM author_followers t
        """;

    public static async Task<string[]> AllAsync(NpgsqlDataSource db)
    {
        await using var connection = await db.OpenConnectionAsync();
        return [.. (await connection.QueryAsync<string>(AllSql)).Order(StringComparer.Ordinal)];
    }

    public static async Task<int> MarkedAsync(NpgsqlDataSource db)
    {
        await using var connection = await db.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM rollup_marks");
    }
}
