using CoProWeek.Clock;
using Dapper;
using Npgsql;

namespace CoProWeek.Accounts;

/// <summary>
/// Writes down what calls cost. It never throws: what it cannot write is logged and missing from the sum, and nothing else is lost by it.
/// </summary>
internal sealed partial class SpendMeter(NpgsqlDataSource database, CampaignClock clock, ILogger<SpendMeter> log)
{
    // A read belongs to the account's campaign that began last; before the first begins, to that one.
    private const string CampaignSql = """
        coalesce(@campaignId, (SELECT c.id
                                 FROM campaigns c
                                 JOIN campaign_accounts ca ON ca.campaign_id = c.id
                                WHERE ca.account_id = @accountId
                                ORDER BY c.runs_from > @day, abs(c.runs_from - @day), c.id DESC
                                LIMIT 1))
        """;

    private const string SpentSql = $"""
        INSERT INTO spend (at, account_id, campaign_id, kind, count, unit_price, attempt_id)
        VALUES (@now, @accountId, {CampaignSql}, @kind, @count, @unitPrice, @attemptId)
            ON CONFLICT (attempt_id) DO NOTHING
        """;

    /// <param name="accountId">As which account X was called.</param>
    /// <param name="charge">What for.</param>
    /// <param name="campaignId">Null where it is not known: see the table.</param>
    /// <param name="attemptId">Of a post that Publishing sent: it is counted once, however often this is called.</param>
    /// <param name="at">When, for what is written down late.</param>
    public Task SpentAsync(long accountId, Charge charge, long? campaignId = null, long? attemptId = null, DateTimeOffset? at = null)
    {
        var now = at ?? clock.GetUtcNow();
        return WriteAsync(SpentSql, new { now, day = Day(now), accountId, campaignId, charge.Kind, charge.Count, charge.UnitPrice, attemptId });
    }

    // Sorted, so that two readers of the same posts never wait for each other in a ring.
    private const string ReadSql = $"""
        WITH old AS (
            DELETE FROM spend_reads WHERE day < @day - 1
        ), fresh AS (
            INSERT INTO spend_reads (day, remote_id)
            SELECT DISTINCT @day, id FROM unnest(@ids) AS id ORDER BY id
            ON CONFLICT DO NOTHING
            RETURNING remote_id
        )
        INSERT INTO spend (at, account_id, campaign_id, kind, count, unit_price)
        SELECT @now, @accountId, {CampaignSql}, @kind, count(*)::int, @unitPrice
          FROM fresh
        HAVING count(*) > 0
        """;

    /// <summary>Posts that were read: each costs once a UTC day.</summary>
    public Task ReadAsync(long accountId, Charge each, IReadOnlyCollection<long> ids)
    {
        var now = clock.GetUtcNow();
        return ids.Count == 0 ? Task.CompletedTask
            : WriteAsync(ReadSql, new { now, day = Day(now), accountId, campaignId = (long?)null, each.Kind, each.UnitPrice, ids = ids.ToArray() });
    }

    /// <summary>The day that X counts an instant to.</summary>
    public static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private async Task WriteAsync(string sql, object parameters)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync();
            await connection.ExecuteAsync(sql, parameters);
        }
        catch (Exception e)
        {
            // All of them: a meter that fails must not fail the call that it counts.
            Log.NotCounted(log, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "What a call cost could not be written down: the sums are too small by that much")]
        public static partial void NotCounted(ILogger log, Exception e);
    }
}
