using CoProWeek.Campaigns;
using Dapper;
using Npgsql;

namespace CoProWeek.Collecting.Rollups;

/// <summary>
/// Keeps what a reach report adds up, by campaign and day. Whoever writes posts marks the hours that they fall into (triggers do), and
/// works those days out anew in the same transaction; whoever reads does it for what is marked still, as an import leaves it.
/// </summary>
internal sealed class RollupStore(NpgsqlDataSource database)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>Up to date when it returns: made for the first time, or with other hashtags or accounts, where that is needed.</summary>
    public async Task SettleAsync(Campaign campaign, CancellationToken stop)
    {
        var basis = RollupBasis.Of(campaign);
        await using var connection = await database.OpenConnectionAsync(stop);
        if (await IsCurrentAsync(connection, basis, stop))
            return;
        if (await BeginAsync(connection, basis, stop))
            await OlderWritersAsync(connection, stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await SettleAsync(transaction, basis.CampaignId, evenIfNotMade: true, stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Makes them anew from the rows, whatever is kept, and compares. Whoever reads or writes a campaign's posts meanwhile waits.</summary>
    public async Task<Rebuilt> RebuildAsync(Campaign campaign, CancellationToken stop)
    {
        await SettleAsync(campaign, stop);
        var begun = TimeProvider.System.GetTimestamp();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await SettleAsync(transaction, campaign.Id, evenIfNotMade: true, stop);
        var kept = await RollupPrints.ReadAsync(transaction, campaign.Id, stop);
        await RollupRows.FollowersAsync(transaction, stop);
        await connection.ExecuteAsync(new CommandDefinition("UPDATE rollups SET is_made = false WHERE campaign_id = @Id", new { campaign.Id }, transaction, cancellationToken: stop));
        await SettleAsync(transaction, campaign.Id, evenIfNotMade: true, stop);
        var made = await RollupPrints.ReadAsync(transaction, campaign.Id, stop);
        var posts = await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT coalesce(sum(posts), 0)::int FROM rollup_hours WHERE campaign_id = @Id", new { campaign.Id }, transaction, cancellationToken: stop));
        await transaction.CommitAsync(stop);
        return new Rebuilt { Posts = posts, Took = TimeProvider.System.GetElapsedTime(begun), Differed = RollupPrints.Differing(kept, made) };
    }

    private const string MarkedSql = "SELECT DISTINCT m.campaign_id FROM rollup_marks m JOIN rollups r ON r.campaign_id = m.campaign_id AND r.is_made ORDER BY m.campaign_id";

    /// <summary>Of every campaign what this transaction changed, and before it anybody else.</summary>
    public static async Task SettleAsync(NpgsqlTransaction transaction, CancellationToken stop)
    {
        // In one order, so that two writers never wait for each other in a ring.
        foreach (var campaign in await transaction.Connection!.QueryAsync<long>(new CommandDefinition(MarkedSql, transaction: transaction, cancellationToken: stop)))
            await SettleAsync(transaction, campaign, evenIfNotMade: false, stop);
    }

    private const string CurrentSql = """
        SELECT EXISTS (SELECT 1 FROM rollups WHERE campaign_id = @CampaignId AND is_made AND tags = @Tags AND ours = @Ours AND time_zone = @TimeZone)
           AND NOT EXISTS (SELECT 1 FROM rollup_marks WHERE campaign_id = @CampaignId)
        """;

    private static Task<bool> IsCurrentAsync(NpgsqlConnection connection, RollupBasis basis, CancellationToken stop) =>
        connection.ExecuteScalarAsync<bool>(new CommandDefinition(CurrentSql, basis, cancellationToken: stop));

    private const string BeginSql = """
        UPDATE rollups
           SET tags = @Tags, ours = @Ours, time_zone = @TimeZone, is_made = false
         WHERE campaign_id = @CampaignId AND (NOT is_made OR tags <> @Tags OR ours <> @Ours OR time_zone <> @TimeZone)
        """;

    private static async Task<bool> BeginAsync(NpgsqlConnection connection, RollupBasis basis, CancellationToken stop) =>
        await connection.ExecuteAsync(new CommandDefinition(BeginSql, basis, cancellationToken: stop)) > 0;

    /// <summary>Whoever wrote when nothing was marked yet has ended when this returns, and is seen.</summary>
    private static async Task OlderWritersAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        const string NextSql = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint";
        const string OldestSql = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";
        var next = await connection.ExecuteScalarAsync<long>(new CommandDefinition(NextSql, cancellationToken: stop));
        while (await connection.ExecuteScalarAsync<long>(new CommandDefinition(OldestSql, cancellationToken: stop)) < next)
            await Task.Delay(Glance, TimeProvider.System, stop);
    }

    private const string LockSql = "SELECT campaign_id, tags, ours, time_zone, is_made FROM rollups WHERE campaign_id = @campaign FOR NO KEY UPDATE";
    // A mark without an hour says that followers changed: it makes no day anew.
    private const string UnmarkSql = """
        WITH unmarked AS (DELETE FROM rollup_marks WHERE campaign_id = @campaign RETURNING hour_at)
        SELECT hour_at FROM unmarked WHERE hour_at IS NOT NULL
        """;

    private const string AllSql = "SELECT DISTINCT date_trunc('hour', posted_at) FROM mentions WHERE network = 'x' AND kind <> 'repost'";

    private const string DoneSql = """
        UPDATE rollups SET version = version + 1, is_made = true WHERE campaign_id = @campaign;
        DELETE FROM rollup_spans WHERE campaign_id = @campaign;
        DELETE FROM tie_spans WHERE campaign_id = @campaign
        """;

    private static async Task SettleAsync(NpgsqlTransaction transaction, long campaign, bool evenIfNotMade, CancellationToken stop)
    {
        var connection = transaction.Connection!;
        var row = await connection.QuerySingleAsync<RollupRow>(new CommandDefinition(LockSql, new { campaign }, transaction, cancellationToken: stop));
        if (!row.IsMade && !evenIfNotMade)
            return;
        var marked = await connection.QueryAsync<DateTimeOffset>(new CommandDefinition(UnmarkSql, new { campaign }, transaction, cancellationToken: stop));
        var hours = row.IsMade ? marked : await connection.QueryAsync<DateTimeOffset>(new CommandDefinition(AllSql, transaction: transaction, cancellationToken: stop));
        await RollupRows.MakeAsync(transaction, row.Basis, row.Basis.DaysOf(hours), anew: !row.IsMade, stop);
        await connection.ExecuteAsync(new CommandDefinition(DoneSql, new { campaign }, transaction, cancellationToken: stop));
    }

    private sealed record RollupRow
    {
        public required long CampaignId { get; init; }
        public required string[] Tags { get; init; }
        public required string[] Ours { get; init; }
        public required string TimeZone { get; init; }
        public required bool IsMade { get; init; }
        public RollupBasis Basis => new() { CampaignId = CampaignId, Tags = Tags, Ours = Ours, TimeZone = TimeZone };
    }
}
