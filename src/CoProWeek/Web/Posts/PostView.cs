using Dapper;
using Npgsql;

namespace CoProWeek.Web;

/// <summary>Reads all there is to know about one post.</summary>
internal sealed class PostView(NpgsqlDataSource database)
{
    private const string PostSql = """
        SELECT id, campaign_id, ref, kind, slot_at, latest_at, text, link, credit, permission, notes, edited_by, edited_at, approved_by, approved_at, hold_if_check_fails
          FROM posts
         WHERE id = @id
        """;

    public async Task<PostRow?> PostAsync(long id, CancellationToken stop) =>
        (await AllAsync<PostRow>(PostSql, id, stop)).SingleOrDefault();

    private const string AccountsSql = """
          SELECT a.network, a.handle, pa.own_text
            FROM post_accounts pa
            JOIN accounts a ON a.id = pa.account_id
           WHERE pa.post_id = @id
        ORDER BY pa.position
        """;

    public Task<IReadOnlyList<PostAccountRow>> AccountsAsync(long id, CancellationToken stop) => AllAsync<PostAccountRow>(AccountsSql, id, stop);

    private const string PicturesSql = """
          SELECT pm.hash, pm.alt_text, m.width, m.height
            FROM post_media pm
            JOIN media m ON m.hash = pm.hash
           WHERE pm.post_id = @id
        ORDER BY pm.position
        """;

    public Task<IReadOnlyList<PictureRow>> PicturesAsync(long id, CancellationToken stop) => AllAsync<PictureRow>(PicturesSql, id, stop);

    private const string DeliveriesSql = """
          SELECT d.id, d.post_id, a.network, a.handle, d.state, d.hold_reason, d.reason, d.slot_at, d.latest_at, d.due_at, d.sent_at, d.waits_for_page, d.parts_out,
                 (SELECT count(*)::int FROM delivery_parts dp WHERE dp.delivery_id = d.id) AS parts,
                 (SELECT dp.url FROM delivery_parts dp WHERE dp.delivery_id = d.id AND dp.n = 1) AS url
            FROM deliveries d
            JOIN accounts a ON a.id = d.account_id
           WHERE d.post_id = @id
        ORDER BY d.id DESC
        """;

    /// <summary>Newest first, those of an earlier approval included.</summary>
    public Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync(long id, CancellationToken stop) => AllAsync<DeliveryRow>(DeliveriesSql, id, stop);

    private const string PartsSql = """
          SELECT dp.delivery_id, dp.n, dp.text, dp.url, dp.sent_at, dp.removed_at
            FROM delivery_parts dp
            JOIN deliveries d ON d.id = dp.delivery_id
           WHERE d.post_id = @id
        ORDER BY dp.delivery_id, dp.n
        """;

    public Task<IReadOnlyList<PartRow>> PartsAsync(long id, CancellationToken stop) => AllAsync<PartRow>(PartsSql, id, stop);

    private const string EventsSql = """
             SELECT e.at, e.actor, e.what, e.detail, a.handle, coalesce(a.network, '') AS network
               FROM events e
          LEFT JOIN deliveries d ON d.id = e.delivery_id
          LEFT JOIN accounts a ON a.id = d.account_id
              WHERE e.post_id = @id
           ORDER BY e.id DESC
              LIMIT 200
        """;

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<EventRow>> EventsAsync(long id, CancellationToken stop) => AllAsync<EventRow>(EventsSql, id, stop);

    private async Task<IReadOnlyList<T>> AllAsync<T>(string sql, long id, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return [.. await connection.QueryAsync<T>(new CommandDefinition(sql, new { id }, cancellationToken: stop))];
    }
}
