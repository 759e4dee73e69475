using CoProWeek.Tests.Support;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>Killing at a named place: somebody is brought to that place and held there, and then killed. False: nobody came.</summary>
internal sealed class Strikes(CrashDatabase database, CrashNetwork network, IReadOnlyList<CrashWorker> workers, Dice dice)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    public async Task<bool> StrikeAsync(KillPlace place, CrashWorker worker, CancellationToken stop)
    {
        try
        {
            return await (place switch
            {
                KillPlace.BeforeClaim => BeforeClaimAsync(stop),
                KillPlace.OnTheWire => AtTheGateAsync(worker, worker.Gate.HoldRequests(), stop),
                KillPlace.Accepted => AtTheGateAsync(worker, worker.Gate.HoldAnswers(), stop),
                KillPlace.AnswerInHand => AnswerInHandAsync(worker, stop),
                KillPlace.BetweenParts => BetweenPartsAsync(worker, stop),
                KillPlace.PictureUnanswered => AtTheGateAsync(worker, worker.Gate.HoldAnswers(of: GateCall.Describe), stop),
                KillPlace.PictureUp => PictureUpAsync(worker, stop),
                KillPlace.TokensAsked => TokensAsync(worker, worker.Gate.HoldRequests(of: GateCall.Tokens), stop),
                KillPlace.TokensGiven => TokensAsync(worker, worker.Gate.HoldAnswers(of: GateCall.Tokens), stop),
                KillPlace.Anywhere => AnywhereAsync(worker, stop),
                KillPlace.WholeMachine => WholeMachineAsync(),
                KillPlace.Database => DatabaseAsync(),
                KillPlace.Network => NetworkAsync(),
                _ => Task.FromResult(false),
            });
        }
        catch (Exception e) when (CrashDatabase.IsAway(e))
        {
            return false;
        }
        finally
        {
            worker.Gate.Open();
        }
    }

    private async Task<bool> AtTheGateAsync(CrashWorker worker, Hold hold, CancellationToken stop)
    {
        if (await ArrivalAsync(hold, stop) is null)
            return false;
        await worker.KillAsync();
        return true;
    }

    private const string LockNextAccountSql = """
        SELECT a.id
          FROM accounts a
         WHERE a.id = (SELECT account_id FROM deliveries WHERE state = 'queued' ORDER BY due_at LIMIT 1)
           FOR UPDATE
        """;

    private const string ClaimingSql = """
        SELECT application_name
          FROM pg_stat_activity
         WHERE @blocker = ANY (pg_blocking_pids(pid)) AND query LIKE '%FOR NO KEY UPDATE%'
         LIMIT 1
        """;

    /// <summary>Whichever worker comes for the next post.</summary>
    private async Task<bool> BeforeClaimAsync(CancellationToken stop)
    {
        await using var blocker = await database.Rows.OpenConnectionAsync(stop);
        await using var held = await blocker.BeginTransactionAsync(stop);
        await blocker.ExecuteAsync(LockNextAccountSql, transaction: held);
        return await WaiterAsync(blocker, ClaimingSql, stop) is { } waiter && await KilledAsync(waiter);
    }

    private const string LockDeliverySql = """
        SELECT d.id
          FROM deliveries d
          JOIN posts p ON p.id = d.post_id
         WHERE p.ref = @reference
           FOR UPDATE OF d
        """;

    private const string RecordingSql = """
        SELECT application_name
          FROM pg_stat_activity
         WHERE @blocker = ANY (pg_blocking_pids(pid)) AND query LIKE '%closed AS%'
         LIMIT 1
        """;

    private async Task<bool> AnswerInHandAsync(CrashWorker worker, CancellationToken stop)
    {
        var hold = worker.Gate.HoldAnswers();
        if (await ArrivalAsync(hold, stop) is not { } body || CrashPost.KeyOf(body) is not { } key)
            return false;
        await using var blocker = await database.Rows.OpenConnectionAsync(stop);
        await using var held = await blocker.BeginTransactionAsync(stop);
        await blocker.ExecuteAsync(LockDeliverySql, new { reference = CrashPost.RefOf(key) }, held);
        hold.Release();
        return await WaiterAsync(blocker, RecordingSql, stop) is { } waiter && await KilledAsync(waiter);
    }

    private const string IsBetweenSql = """
        SELECT EXISTS (SELECT 1
                         FROM deliveries d
                         JOIN posts p ON p.id = d.post_id
                        WHERE p.ref = @reference AND d.state = 'queued' AND d.parts_out > 0)
        """;

    /// <summary>The red button holds the thread there meanwhile.</summary>
    private async Task<bool> BetweenPartsAsync(CrashWorker worker, CancellationToken stop)
    {
        var hold = worker.Gate.HoldAnswers(meant: CrashPost.BeginsThread);
        if (await ArrivalAsync(hold, stop) is not { } body || CrashPost.KeyOf(body) is not { } key)
            return false;
        try
        {
            await A.StopAll(database.Rows);
            hold.Release();
            var reference = CrashPost.RefOf(key);
            var isBetween = await Pause.UntilAsync(() => database.AskAsync(rows => rows.ExecuteScalarAsync<bool>(IsBetweenSql, new { reference })), Patience, stop);
            if (isBetween)
                await worker.KillAsync();
            return isBetween;
        }
        finally
        {
            await database.AskAsync(rows => rows.ExecuteAsync("DELETE FROM stop_all"));
        }
    }

    private const string IsUpSql = "SELECT EXISTS (SELECT 1 FROM delivery_media WHERE remote_media_id = @id)";

    /// <summary>No claim can be made until its worker is dead: every account is locked.</summary>
    private async Task<bool> PictureUpAsync(CrashWorker worker, CancellationToken stop)
    {
        var hold = worker.Gate.HoldAnswers(of: GateCall.Describe);
        if (await ArrivalAsync(hold, stop) is not { } body)
            return false;
        var id = long.Parse(System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!);
        await using var blocker = await database.Rows.OpenConnectionAsync(stop);
        await using var held = await blocker.BeginTransactionAsync(stop);
        await blocker.ExecuteAsync("SELECT 1 FROM accounts ORDER BY id FOR UPDATE", transaction: held);
        hold.Release();
        var isUp = await Pause.UntilAsync(() => database.AskAsync(rows => rows.ExecuteScalarAsync<bool>(IsUpSql, new { id })), Patience, stop);
        if (isUp)
            await worker.KillAsync();
        return isUp;
    }

    private const string AgeSql = "UPDATE account_keys SET expires_at = @now WHERE refused_why IS NULL";

    /// <summary>Every connection is about to run out: the next to send renews it.</summary>
    private async Task<bool> TokensAsync(CrashWorker worker, Hold hold, CancellationToken stop)
    {
        await database.AskAsync(rows => rows.ExecuteAsync(AgeSql, new { now = TimeProvider.System.GetUtcNow() }));
        return await AtTheGateAsync(worker, hold, stop);
    }

    private async Task<bool> AnywhereAsync(CrashWorker worker, CancellationToken stop)
    {
        await Pause.ForAsync(dice.Seconds(0, 0.4), stop);
        await worker.KillAsync();
        return true;
    }

    private async Task<bool> WholeMachineAsync()
    {
        await Task.WhenAll([.. workers.Select(one => one.KillAsync()), database.RestartAsync("QUIT", dice.Seconds(0.1, 1))]);
        return true;
    }

    private async Task<bool> DatabaseAsync()
    {
        await database.RestartAsync(dice.Of(["QUIT", "INT"]), dice.Seconds(0.1, 1.5));
        return true;
    }

    private async Task<bool> NetworkAsync()
    {
        await network.KillAsync();
        await Pause.ForAsync(dice.Seconds(0.1, 1), CancellationToken.None);
        await network.StartAsync();
        return true;
    }

    /// <summary>The body of the call that came; null when none came in time.</summary>
    private static async Task<string?> ArrivalAsync(Hold hold, CancellationToken stop)
    {
        await Pause.UntilAsync(() => Task.FromResult(hold.Arrived.IsCompleted), Patience, stop);
        return hold.Arrived.IsCompleted ? await hold.Arrived : null;
    }

    private async Task<string?> WaiterAsync(NpgsqlConnection blocker, string sql, CancellationToken stop)
    {
        string? waiter = null;
        await Pause.UntilAsync(
            async () => (waiter = await database.AskAsync(rows => rows.ExecuteScalarAsync<string?>(sql, new { blocker = blocker.ProcessID }))) is not null, Patience, stop);
        return waiter;
    }

    private async Task<bool> KilledAsync(string name)
    {
        if (workers.FirstOrDefault(worker => worker.Name == name) is not { } found)
            return false;
        await found.KillAsync();
        return true;
    }
}
