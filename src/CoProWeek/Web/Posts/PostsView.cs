using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads a campaign's posts as lists show them. A campaign holds some dozens: they are read whole.</summary>
internal sealed class PostsView(NpgsqlDataSource database)
{
    private const string PostsSql = """
          SELECT p.id, p.ref, p.kind, p.slot_on, p.slot_time, p.slot_at, p.latest_at, p.text, p.approved_by,
                 ARRAY(SELECT CASE a.network WHEN 'by-hand' THEN a.handle ELSE '@' || a.handle END
                         FROM post_accounts pa
                         JOIN accounts a ON a.id = pa.account_id
                        WHERE pa.post_id = p.id
                     ORDER BY pa.position) AS names,
                 (SELECT m.hash FROM post_media m WHERE m.post_id = p.id ORDER BY m.position LIMIT 1) AS picture
            FROM posts p
           WHERE p.campaign_id = @campaignId
        ORDER BY p.slot_at NULLS LAST, p.ref
        """;

    private const string DeliveriesSql = """
        SELECT DISTINCT ON (d.post_id, d.account_id)
               d.id, d.post_id, a.network, a.handle, d.state, d.hold_reason, d.reason, d.slot_at, d.latest_at, d.due_at, d.sent_at, d.waits_for_page, d.parts_out,
               (SELECT count(*)::int FROM delivery_parts dp WHERE dp.delivery_id = d.id) AS parts,
               (SELECT dp.url FROM delivery_parts dp WHERE dp.delivery_id = d.id AND dp.n = 1) AS url
          FROM deliveries d
          JOIN posts p ON p.id = d.post_id
          JOIN accounts a ON a.id = d.account_id
         WHERE p.campaign_id = @campaignId
         ORDER BY d.post_id, d.account_id, d.id DESC
        """;

    public async Task<IReadOnlyList<PlannedPost>> OfCampaignAsync(long campaignId, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var posts = await connection.QueryAsync<PlannedPost>(new CommandDefinition(PostsSql, new { campaignId }, cancellationToken: stop));
        var deliveries = (await connection.QueryAsync<DeliveryRow>(new CommandDefinition(DeliveriesSql, new { campaignId }, cancellationToken: stop)))
            .ToLookup(delivery => delivery.PostId);
        return [.. posts.Select(post => post with { Deliveries = [.. deliveries[post.Id]] })];
    }
}
