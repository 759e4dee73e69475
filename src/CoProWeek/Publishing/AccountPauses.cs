using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Networks;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>Pausing one account and letting it go on, and letting go what was held for its keys or its money.</summary>
internal sealed class AccountPauses(NpgsqlDataSource database, CampaignClock clock)
{
    private const string PauseSql = """
           UPDATE accounts
              SET paused_at = @now, paused_why = @why, paused_by = @actor
            WHERE id = @accountId AND paused_at IS NULL
        RETURNING CASE WHEN network = 'by-hand' THEN handle ELSE '@' || handle END
        """;

    /// <summary>From the moment this returns nothing new is claimed for it.</summary>
    /// <returns>False: it was paused already, and is left as it was.</returns>
    /// <exception cref="RefusedException">No reason was given.</exception>
    public Task<bool> PauseAsync(long accountId, string why, string actor, CancellationToken stop) => string.IsNullOrWhiteSpace(why)
        ? throw new RefusedException("Say why it is paused: whoever looks in the night must know what to wait for.")
        : ChangeAsync(PauseSql, accountId, actor, "account paused", why.Trim(), stop);

    // One that is being caught up with after a restore goes on by itself: earlier, a post might go out twice.
    private const string ResumeSql = """
           UPDATE accounts
              SET paused_at = NULL, paused_why = NULL, paused_by = NULL
            WHERE id = @accountId AND paused_at IS NOT NULL AND catch_up_from IS NULL
        RETURNING CASE WHEN network = 'by-hand' THEN handle ELSE '@' || handle END
        """;

    /// <summary>What fell due meanwhile goes out, a little apart, unless its latest has passed.</summary>
    /// <returns>False: it was not paused, or is being caught up with after a restore.</returns>
    public Task<bool> ResumeAsync(long accountId, string actor, CancellationToken stop) =>
        ChangeAsync(ResumeSql, accountId, actor, "account resumed", "", stop);

    private const string WakeSql = "SELECT pg_notify('deliveries', @accountId::text)";

    private async Task<bool> ChangeAsync(string sql, long accountId, string actor, string what, string why, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var command = new CommandDefinition(sql, new { accountId, actor, now, why }, transaction, cancellationToken: stop);
        if (await connection.ExecuteScalarAsync<string>(command) is not { } name)
            return false;
        await connection.ExecuteAsync(new CommandDefinition(WakeSql, new { accountId }, transaction, cancellationToken: stop));
        await History.WriteAsync(connection, transaction, now, actor, what, why is "" ? name : $"{name}: {why}", stop: stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    private const string ReleaseSql = """
        UPDATE deliveries
           SET state = 'queued', hold_reason = NULL, reason = '', due_at = greatest(slot_at, @now), updated_at = @now
         WHERE account_id = @accountId AND state = 'held' AND hold_reason IN ('token', 'budget') AND (@only::text IS NULL OR hold_reason = @only)
        """;

    // A person says that there is money again: X is asked at once, and not when the next probe is due.
    private const string AskAgainSql = "DELETE FROM credit_stops WHERE account_id = @accountId";

    /// <summary>What was held for the account's keys or its money is queued again; each says so in its own history, and wakes a worker.</summary>
    /// <param name="accountId">Whose.</param>
    /// <param name="actor">For the history.</param>
    /// <param name="stop">Gives up.</param>
    /// <param name="only">Only what was held for this; null: for keys or money, and X is asked again though it had no credits.</param>
    /// <returns>How many.</returns>
    public async Task<int> ReleaseAsync(long accountId, string actor, CancellationToken stop, HoldReason? only = null)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await Actor.SignAsync(connection, transaction, actor, stop);
        if (only is null)
            await connection.ExecuteAsync(new CommandDefinition(AskAgainSql, new { accountId }, transaction, cancellationToken: stop));
        var moved = await connection.ExecuteAsync(new CommandDefinition(
            ReleaseSql, new { accountId, now = clock.GetUtcNow(), only = only?.Text() }, transaction, cancellationToken: stop));
        await transaction.CommitAsync(stop);
        return moved;
    }
}
