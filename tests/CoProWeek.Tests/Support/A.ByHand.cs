using Npgsql;

namespace CoProWeek.Tests.Support;

internal static partial class A
{
    private const string InsertPlace = """
        WITH place AS (
            INSERT INTO accounts (network, handle, paused_at, paused_why, created_at)
                 VALUES ('by-hand', @name, @pausedAt, @pausedWhy, @at)
              RETURNING id
        )
        INSERT INTO campaign_accounts (campaign_id, account_id, position)
             SELECT @campaign, id, (SELECT count(*) FROM campaign_accounts WHERE campaign_id = @campaign)
               FROM place
          RETURNING account_id
        """;

    /// <summary>A place of the campaign where a person posts by hand.</summary>
    public static async Task<long> Place(NpgsqlDataSource db, long campaign, string name = "Facebook", string? pausedWhy = null) =>
        await One(db, InsertPlace, new { campaign, name, pausedAt = pausedWhy is null ? null : (DateTimeOffset?)MondayMorning, pausedWhy, at = MondayMorning });
}
