using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Support;

/// <summary>What the meter wrote.</summary>
internal static class Spending
{
    private const string TotalsSql = """
        SELECT kind, sum(count)::int, sum(amount)
          FROM spend
         WHERE campaign_id IS NOT NULL
         GROUP BY kind
         ORDER BY kind
        """;

    /// <summary>By kind, of the campaign.</summary>
    public static async Task<Dictionary<string, (int Count, decimal Amount)>> OfAsync(NpgsqlDataSource db)
    {
        await using var rows = await db.OpenConnectionAsync();
        return (await rows.QueryAsync<(string Kind, int Count, decimal Amount)>(TotalsSql)).ToDictionary(row => row.Kind, row => (row.Count, row.Amount));
    }

    /// <summary>How many of a kind.</summary>
    public static async Task<int> CountAsync(NpgsqlDataSource db, string kind) => (await OfAsync(db)).GetValueOrDefault(kind).Count;

    private const string SpendSql = """
        INSERT INTO spend (at, account_id, campaign_id, kind, count, unit_price)
        VALUES (@at, @account, @campaign, @kind, @count, @price)
        """;

    /// <summary>Something was paid for.</summary>
    public static async Task SpendAsync(NpgsqlDataSource db, long account, long campaign, string kind, int count, decimal price, DateTimeOffset? at = null) =>
        await DoAsync(db, SpendSql, new { at = at ?? A.MondayMorning, account, campaign, kind, count, price });

    public static async Task DoAsync(NpgsqlDataSource db, string sql, object? parameters = null)
    {
        await using var rows = await db.OpenConnectionAsync();
        await rows.ExecuteAsync(sql, parameters);
    }
}
