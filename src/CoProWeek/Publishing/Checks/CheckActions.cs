using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing.Checks;

/// <summary>What a person says to what a check found: send it anyway, it is done already, do not wait, hold it if one fails.</summary>
internal sealed class CheckActions(NpgsqlDataSource database, Interventions hand, CampaignClock clock)
{
    private const string SendAnywaySql = """
        UPDATE deliveries
           SET state = 'queued', hold_reason = NULL, reason = '', despite_twin = true, due_at = greatest(slot_at, @now), updated_at = @now
         WHERE post_id = @postId AND state = 'held' AND hold_reason = 'twin' AND latest_at >= @now
           AND (@handle::text IS NULL OR account_id IN (SELECT a.id FROM accounts a WHERE lower(a.handle) = lower(ltrim(@handle, '@'))))
        """;

    /// <summary>What looks already posted is another post: this one goes out.</summary>
    public Task<int> SendAnywayAsync(long postId, string? handle, string actor, CancellationToken stop) => MoveAsync(SendAnywaySql, postId, handle, actor, stop);

    private const string DoNotWaitSql = """
        UPDATE deliveries
           SET waits_for_page = false, reason = '', due_at = greatest(slot_at, @now), updated_at = @now
         WHERE post_id = @postId AND state = 'queued' AND waits_for_page AND parts_out = 0
           AND (@handle::text IS NULL OR account_id IN (SELECT a.id FROM accounts a WHERE lower(a.handle) = lower(ltrim(@handle, '@'))))
        """;

    /// <summary>It goes out at its slot, or now when that has passed, whether its page is there or not.</summary>
    public Task<int> DoNotWaitAsync(long postId, string? handle, string actor, CancellationToken stop) =>
        MoveAsync(DoNotWaitSql, postId, handle, actor, stop, "does not wait for its page");

    private const string TwinSql = """
        SELECT d.twin_url
          FROM deliveries d
          JOIN accounts a ON a.id = d.account_id
         WHERE d.post_id = @postId AND d.hold_reason = 'twin'
           AND (@handle::text IS NULL OR lower(a.handle) = lower(ltrim(@handle, '@')))
         ORDER BY d.id DESC
         LIMIT 1
        """;

    /// <summary>What looks already posted is this post: it counts as sent, with that link.</summary>
    public async Task<int> MarkDoneAsync(long postId, string? handle, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        var url = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(TwinSql, new { postId, handle }, cancellationToken: stop));
        return url is null ? 0 : await hand.WentOutAsync(postId, handle, url, actor, stop);
    }

    private const string HoldIfFailsSql = """
        UPDATE posts
           SET hold_if_check_fails = @hold
         WHERE id = @postId AND hold_if_check_fails <> @hold
        """;

    /// <summary>What a failed check does to this post. It changes nothing that is said, so an approval stands.</summary>
    public async Task<int> HoldIfFailsAsync(long postId, bool hold, string actor, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var moved = await connection.ExecuteAsync(new CommandDefinition(HoldIfFailsSql, new { postId, hold }, transaction, cancellationToken: stop));
        if (moved > 0)
            await History.WriteAsync(connection, transaction, clock.GetUtcNow(), actor, "checks", hold ? "it is held if one fails" : "it goes out even if one fails", postId, stop);
        await transaction.CommitAsync(stop);
        return moved;
    }

    private async Task<int> MoveAsync(string sql, long postId, string? handle, string actor, CancellationToken stop, string? what = null)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Actor.SignAsync(connection, transaction, actor, stop);
        var moved = await connection.ExecuteAsync(new CommandDefinition(sql, new { postId, handle, now }, transaction, cancellationToken: stop));
        if (moved > 0 && what is not null)
            await History.WriteAsync(connection, transaction, now, actor, "checks", what, postId, stop);
        await transaction.CommitAsync(stop);
        return moved;
    }
}
