using Dapper;
using Npgsql;

namespace CoProWeek.Campaigns;

/// <summary>
/// Writes an approval on the post's row, or takes it off, inside the transaction of Publishing, which derives or
/// cancels the deliveries in it. Each leaves a row in <c>events</c>.
/// </summary>
internal static class PostApproval
{
    /// <summary>
    /// Approves the post if it still is what the approver read: its hash, worked out from the locked row, equals the one given.
    /// </summary>
    /// <returns>False when it has changed since, or somebody else was faster; nothing is written then.</returns>
    public static async Task<bool> MarkApprovedAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long postId, string actor, DateTimeOffset now, string hash, KindLatest kinds, CancellationToken stop = default)
    {
        var (campaign, post) = await LockAsync(connection, transaction, postId, kinds, stop);
        if (post.IsApproved || ContentHash.Of(post.Content, campaign) != hash)
            return false;
        await connection.ExecuteAsync(new CommandDefinition(
            ApproveSql, new { postId, actor, now, hash }, transaction, cancellationToken: stop));
        return true;
    }

    // Not FOR UPDATE: a sender's event row points at its post and must not wait for a person's transaction.
    private const string LockSql = """
        SELECT id
          FROM campaigns
         WHERE id = (SELECT campaign_id FROM posts WHERE id = @postId)
           FOR SHARE;

        SELECT id
          FROM posts
         WHERE id = @postId
           FOR NO KEY UPDATE;
        """;

    /// <summary>The campaign and the post as they stand, unchangeable until the transaction ends; the campaign first, as an import does.</summary>
    public static async Task<(Campaign Campaign, Post Post)> LockAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long postId, KindLatest kinds, CancellationToken stop = default)
    {
        await connection.ExecuteAsync(new CommandDefinition(LockSql, new { postId }, transaction, cancellationToken: stop));
        var posts = await PostStore.ReadAsync(connection, transaction, [postId], stop);
        var post = posts is [var one] ? one : throw new RefusedException($"There is no post {postId}.");
        var campaigns = await CampaignStore.ReadAsync(connection, transaction, null, post.CampaignId, kinds, stop);
        return (campaigns[0], post);
    }

    private const string ApproveSql = """
        WITH approved AS (
            UPDATE posts
               SET approved_by = @actor, approved_at = @now, approved_hash = @hash
             WHERE id = @postId
        )
        INSERT INTO events (at, post_id, actor, what)
        VALUES (@now, @postId, @actor, 'approved')
        """;

    private const string DraftSql = """
        WITH drafted AS (
            UPDATE posts
               SET approved_by = NULL, approved_at = NULL, approved_hash = NULL
             WHERE id = @postId AND approved_by IS NOT NULL
            RETURNING id
        )
        INSERT INTO events (at, post_id, actor, what, detail)
        SELECT @now, id, @actor, 'drafted', @why
          FROM drafted
        """;

    /// <summary>Makes an approved post a draft again; a draft stays one and no event is written.</summary>
    public static Task<int> MarkDraftAsync(
        NpgsqlConnection connection, NpgsqlTransaction transaction, long postId, string actor, DateTimeOffset now, string why, CancellationToken stop = default) =>
        connection.ExecuteAsync(new CommandDefinition(
            DraftSql, new { postId, actor, now, why }, transaction, cancellationToken: stop));
}
