using System.Collections.Concurrent;
using CoProWeek.Clock;
using CoProWeek.Storage;
using Dapper;
using Npgsql;

namespace CoProWeek.Networks;

/// <summary>
/// Whether an account's network may be asked anything that costs. Once it says that the credits are used up it is not, but for one probe an
/// hour, until a probe succeeds or a person resumes. Never throws: money must not lose a post's outcome.
/// </summary>
internal sealed partial class Credit(NpgsqlDataSource database, CampaignClock clock, ILogger<Credit> log)
{
    public static readonly TimeSpan ProbeEvery = TimeSpan.FromHours(1);

    /// <summary>Accounts that were found stopped: for the others a success need not be written down.</summary>
    private readonly ConcurrentDictionary<long, bool> stopped = new();

    // Who finds the probe due takes it with the same statement, so that of many callers one goes through.
    private const string StandingSql = """
        WITH probe AS (
            UPDATE credit_stops
               SET probe_at = @next
             WHERE account_id = @accountId AND ended_at IS NULL AND probe_at <= @now
            RETURNING account_id
        )
        SELECT since, why, probe_at, EXISTS (SELECT 1 FROM probe) AS is_probe
          FROM credit_stops
         WHERE account_id = @accountId AND ended_at IS NULL
        """;

    /// <returns>Why nothing may be asked; null when something may.</returns>
    public async Task<CreditStop?> StandingAsync(NetworkAccount account, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        var standing = await QuietlyAsync<CreditStop?>(connection => connection.QuerySingleOrDefaultAsync<CreditStop?>(new CommandDefinition(
            StandingSql, new { accountId = account.Id, now, next = now + ProbeEvery }, cancellationToken: stop)));
        if (standing is null)
            return null;
        stopped[account.Id] = true;
        return standing.IsProbe ? null : standing;
    }

    private const string UsedUpSql = """
        INSERT INTO credit_stops AS c (account_id, since, why, probe_at)
        VALUES (@accountId, @now, @why, @probeAt)
            ON CONFLICT (account_id) DO UPDATE
           SET since = CASE WHEN c.ended_at IS NULL THEN c.since ELSE excluded.since END,
               why = excluded.why, probe_at = excluded.probe_at, ended_at = NULL
        RETURNING since = @now
        """;

    /// <summary>The network said so. It is written down, and so told, once for each time that it begins.</summary>
    public async Task UsedUpAsync(NetworkAccount account, string why)
    {
        stopped[account.Id] = true;
        await QuietlyAsync(async connection =>
        {
            var now = clock.GetUtcNow();
            await using var transaction = await connection.BeginTransactionAsync();
            if (await connection.ExecuteScalarAsync<bool>(UsedUpSql, new { accountId = account.Id, now, why, probeAt = now + ProbeEvery }, transaction))
                await History.WriteAsync(connection, transaction, now, "coproweek", "credits used up", $"@{account.Handle}: {why}");
            await transaction.CommitAsync();
            return true;
        });
    }

    private const string BackSql = """
        UPDATE credit_stops
           SET ended_at = @now
         WHERE account_id = @accountId AND ended_at IS NULL
        """;

    /// <summary>A call that costs was answered: if nothing could be asked before, it can now.</summary>
    public async Task AnsweredAsync(NetworkAccount account)
    {
        if (!stopped.TryRemove(account.Id, out _))
            return;
        await QuietlyAsync(async connection =>
        {
            var now = clock.GetUtcNow();
            await using var transaction = await connection.BeginTransactionAsync();
            if (await connection.ExecuteAsync(BackSql, new { accountId = account.Id, now }, transaction) == 1)
                await History.WriteAsync(connection, transaction, now, "coproweek", "credits are back", $"@{account.Handle}: X takes paid calls again");
            await transaction.CommitAsync();
            return true;
        });
    }

    private async Task<T?> QuietlyAsync<T>(Func<NpgsqlConnection, Task<T>> work)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync();
            return await work(connection);
        }
        catch (Exception e)
        {
            // All of them, a stop too: whatever is wrong here, X itself still says no where it must.
            Log.Failed(log, e);
            return default;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Whether X has credits left could not be looked up or written down")]
        public static partial void Failed(ILogger log, Exception e);
    }
}

/// <summary>The network said that the credits are used up.</summary>
internal sealed record CreditStop
{
    public required DateTimeOffset Since { get; init; }

    public required string Why { get; init; }

    /// <summary>When one call is tried again.</summary>
    public required DateTimeOffset ProbeAt { get; init; }

    /// <summary>This caller is the one that tries.</summary>
    public bool IsProbe { get; init; }

    public string InWords => $"{Why} Nothing was sent. One call is tried again at {ProbeAt:HH:mm} UTC.";
}
