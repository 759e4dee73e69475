using CoProWeek.Campaigns;
using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Publishing;

/// <summary>
/// The red button: one row, and while it stands no worker claims anything, in any campaign, on any account; a thread stops
/// between its parts. What was being sent at that moment is let out and recorded.
/// </summary>
internal sealed class StopAll(NpgsqlDataSource database, CampaignClock clock)
{
    private const string StandingSql = "SELECT set_by, set_at, why FROM stop_all";

    /// <summary>Who stopped everything, and why; null while posts go out.</summary>
    public async Task<Stopped?> StandingAsync(CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        return await connection.QuerySingleOrDefaultAsync<Stopped>(new CommandDefinition(StandingSql, cancellationToken: stop));
    }

    private const string SetSql = """
        INSERT INTO stop_all (set_by, set_at, why)
        VALUES (@actor, @now, @why)
        ON CONFLICT DO NOTHING
        """;

    /// <summary>From the moment this returns nothing new is claimed. False: it stood already, and is left as it was.</summary>
    /// <exception cref="RefusedException">No reason was given: whoever finds it in the night must know what to wait for.</exception>
    public Task<bool> SetAsync(string why, string actor, CancellationToken stop) => string.IsNullOrWhiteSpace(why)
        ? throw new RefusedException("Say why everything is stopped: everybody who looks will read it.")
        : ChangeAsync(SetSql, actor, "everything stopped", why.Trim(), stop);

    private const string LiftSql = "DELETE FROM stop_all";

    /// <summary>Posts go out again. False: nothing was stopped.</summary>
    public Task<bool> LiftAsync(string actor, CancellationToken stop) => ChangeAsync(LiftSql, actor, "sending again", "the stop was lifted", stop);

    // What fell due meanwhile goes out now, spaced, unless its latest has passed. Heard when the transaction commits; after a stop it wakes nobody in vain, for none is claimed.
    private const string WakeSql = """
        SELECT pg_notify('deliveries', q.account_id::text)
          FROM (SELECT DISTINCT account_id FROM deliveries WHERE state = 'queued' AND due_at <= @now) q
        """;

    private async Task<bool> ChangeAsync(string sql, string actor, string what, string why, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var command = new CommandDefinition(sql, new { actor, now, why }, transaction, cancellationToken: stop);
        if (await connection.ExecuteAsync(command) == 0)
            return false;
        await connection.ExecuteAsync(new CommandDefinition(WakeSql, new { now }, transaction, cancellationToken: stop));
        await History.WriteAsync(connection, transaction, now, actor, what, why, stop: stop);
        await transaction.CommitAsync(stop);
        return true;
    }
}

/// <summary>The red button as it stands.</summary>
internal sealed record Stopped
{
    public required string SetBy { get; init; }
    public required DateTimeOffset SetAt { get; init; }
    public required string Why { get; init; }
}
