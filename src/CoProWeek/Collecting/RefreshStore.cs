using Dapper;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>Which held posts of a campaign are still to be looked up, so that a stopped refresh goes on where it was.</summary>
internal sealed class RefreshStore(NpgsqlDataSource database)
{
    /// <summary>Null while another process refreshes this campaign.</summary>
    public Task<Hold?> HoldAsync(long campaignId, CancellationToken stop) => Hold.OfRefreshAsync(database, campaignId, stop);

    private const string EndedSql = "SELECT EXISTS (SELECT 1 FROM refreshes WHERE campaign_id = @campaignId AND ended_at > @since)";

    public async Task<bool> EndedSinceAsync(long campaignId, DateTimeOffset since, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(EndedSql, new { campaignId, since }, cancellationToken: stop));
    }

    private const string BeginSql = """
        UPDATE refreshes SET ended_at = @now WHERE campaign_id = @campaignId AND ended_at IS NULL AND started_at < @goOnFrom;

        WITH going AS (
            SELECT id, started_at FROM refreshes WHERE campaign_id = @campaignId AND ended_at IS NULL
        ), begun AS (
            INSERT INTO refreshes (campaign_id, started_at)
            SELECT @campaignId, @now
             WHERE NOT EXISTS (SELECT 1 FROM going)
            RETURNING id, started_at
        )
        SELECT id, started_at FROM going UNION ALL SELECT id, started_at FROM begun
        """;

    public async Task<Refresh> BeginAsync(long campaignId, DateTimeOffset now, DateTimeOffset goOnFrom, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<Refresh>(new CommandDefinition(BeginSql, new { campaignId, now, goOnFrom }, cancellationToken: stop));
    }

    private const string LeftSql = """
        SELECT count(*)::int
          FROM mentions m
         WHERE m.looked_at < @startedAt AND m.wiped_at IS NULL AND m.forgotten_at IS NULL
           AND EXISTS (SELECT 1 FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.mention_id = m.id AND w.campaign_id = @campaignId)
        """;

    public async Task<int> LeftAsync(long campaignId, Refresh refresh, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(LeftSql, new { campaignId, refresh.StartedAt }, cancellationToken: stop));
    }

    // One that the network did not answer for keeps its old look, and is passed by.
    private const string BatchSql = """
        SELECT m.id, m.remote_id
          FROM mentions m
         WHERE m.network = @network AND m.looked_at < @startedAt AND m.id > @afterId AND m.wiped_at IS NULL AND m.forgotten_at IS NULL
           AND EXISTS (SELECT 1 FROM mention_watches mw JOIN watches w ON w.id = mw.watch_id WHERE mw.mention_id = m.id AND w.campaign_id = @campaignId)
         ORDER BY m.id
         LIMIT @most
        """;

    public async Task<IReadOnlyList<HeldPost>> BatchAsync(long campaignId, string network, Refresh refresh, long afterId, int most, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<HeldPost>(new CommandDefinition(
            BatchSql, new { campaignId, network, refresh.StartedAt, afterId, most }, cancellationToken: stop))];
    }

    private const string AdvanceSql = "UPDATE refreshes SET looked_up = looked_up + @lookedUp, missing = missing + @missing WHERE id = @id";

    public static Task AdvanceAsync(NpgsqlTransaction transaction, long id, int lookedUp, int missing, CancellationToken stop) =>
        transaction.Connection!.ExecuteAsync(new CommandDefinition(AdvanceSql, new { id, lookedUp, missing }, transaction, cancellationToken: stop));

    private const string EndSql = "UPDATE refreshes SET ended_at = @now WHERE id = @id RETURNING looked_up, missing";

    public async Task<Refreshed> EndAsync(long id, DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleAsync<Refreshed>(new CommandDefinition(EndSql, new { id, now }, cancellationToken: stop));
    }
}

/// <summary>A refresh under way: whatever was looked at since it began is done.</summary>
internal sealed record Refresh
{
    public required long Id { get; init; }
    public required DateTimeOffset StartedAt { get; init; }
}

/// <summary>A mention by our number and the network's.</summary>
internal sealed record HeldPost
{
    public required long Id { get; init; }
    public required long RemoteId { get; init; }
}

/// <summary>What came of a refresh.</summary>
internal sealed record Refreshed
{
    public required int LookedUp { get; init; }

    /// <summary>Of those, gone from the network.</summary>
    public required int Missing { get; init; }
}
