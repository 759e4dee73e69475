using CoProWeek.Networks;
using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads whatever keeps a post from going out, in every campaign.</summary>
internal sealed class TroublesView(NpgsqlDataSource database)
{
    private const string PostsSql = """
        WITH newest AS (
            SELECT DISTINCT ON (d.post_id, d.account_id)
                   d.id, d.post_id, d.account_id, d.state, d.hold_reason, d.reason, d.slot_at, d.latest_at, d.due_at, d.parts_out
              FROM deliveries d
             ORDER BY d.post_id, d.account_id, d.id DESC
        )
        SELECT d.id AS delivery_id, d.post_id, p.ref, p.kind, p.text, c.time_zone,
               CASE WHEN (SELECT count(*) FROM campaigns) > 1 THEN ' --campaign ' || c.slug ELSE '' END AS option, a.network, a.handle, d.state, d.hold_reason, d.reason,
               d.slot_at, d.latest_at, d.due_at, d.parts_out
          FROM newest d
          JOIN posts p ON p.id = d.post_id
          JOIN campaigns c ON c.id = p.campaign_id
          JOIN accounts a ON a.id = d.account_id
         WHERE d.state IN ('held', 'unknown') AND d.hold_reason IS DISTINCT FROM 'hand'
            OR d.state IN ('failed', 'missed') AND d.slot_at > @since
         ORDER BY d.slot_at, d.id
        """;

    /// <summary>Held and unknown ones for as long as they are; failed and missed ones while a week may still be mended.</summary>
    public async Task<IReadOnlyList<Trouble>> PostsAsync(DateTimeOffset now, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<Trouble>(new CommandDefinition(PostsSql, new { since = now.AddDays(-7) }, cancellationToken: stop))];
    }

    private const string StopsSql = """
        SELECT NULL AS handle, '' AS network, set_by, set_at, why FROM stop_all
         UNION ALL
        SELECT handle, network, NULL, paused_at, paused_why FROM accounts WHERE paused_at IS NOT NULL
        """;

    /// <summary>Everything stopped, or one account paused.</summary>
    public async Task<IReadOnlyList<StopRow>> StopsAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<StopRow>(new CommandDefinition(StopsSql, cancellationToken: stop))];
    }
}

/// <summary>A delivery that needs a look.</summary>
internal sealed record Trouble
{
    public required long DeliveryId { get; init; }

    public required long PostId { get; init; }

    public required string Ref { get; init; }

    public required string Kind { get; init; }

    public required string Text { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>As <see cref="CampaignRow.Option"/>.</summary>
    public required string Option { get; init; }

    public required string Network { get; init; }

    public required string Handle { get; init; }

    /// <summary>"@ScotCoPro", "Facebook".</summary>
    public string Name => AccountName.Of(Network, Handle);

    public required string State { get; init; }

    public string? HoldReason { get; init; }

    public required string Reason { get; init; }

    public required DateTimeOffset SlotAt { get; init; }

    public required DateTimeOffset LatestAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required int PartsOut { get; init; }

    public string Shown => HoldReason is "undecided" ? "undecided" : State;
}

/// <summary>The red button (no handle), or an account that is paused.</summary>
internal sealed record StopRow
{
    public string? Handle { get; init; }

    public required string Network { get; init; }

    /// <summary>"@ScotCoPro", "Facebook"; null for the red button.</summary>
    public string? Name => Handle is null ? null : AccountName.Of(Network, Handle);

    public string? SetBy { get; init; }

    public required DateTimeOffset SetAt { get; init; }

    public required string Why { get; init; }
}
