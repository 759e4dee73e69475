using CoProWeek.Tests.Support;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Crash.Run;

/// <summary>Killing at a named place: somebody is brought to that place and held there, and then killed. False: nobody came.</summary>
internal sealed class Strikes(CrashDatabase database, CrashNetwork network, IReadOnlyList<CrashWorker> workers, Dice dice)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(6);

    public async Task<bool> StrikeAsync(KillPlace place, CancellationToken stop)
    {
        try
        {
            return await (place switch
            {
                KillPlace.BeforeClaim => BeforeClaimAsync(stop),
                KillPlace.OnTheWire => AtTheGateAsync(gate => gate.HoldRequests(), stop),
                KillPlace.Accepted => AtTheGateAsync(gate => gate.HoldAnswers(), stop),
                KillPlace.AnswerInHand => AnswerInHandAsync(stop),
                KillPlace.BetweenParts => BetweenPartsAsync(stop),
                KillPlace.PictureUnanswered => AtTheGateAsync(gate => gate.HoldAnswers(of: GateCall.Describe), stop),
                KillPlace.PictureUp => PictureUpAsync(stop),
                KillPlace.TokensAsked => TokensAsync(gate => gate.HoldRequests(of: GateCall.Tokens), stop),
                KillPlace.TokensGiven => TokensAsync(gate => gate.HoldAnswers(of: GateCall.Tokens), stop),
                KillPlace.Anywhere => AnywhereAsync(stop),
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
            foreach (var worker in workers)
                worker.Gate.Open();
        }
    }

    private async Task<bool> AtTheGateAsync(Func<Gate, Hold> hold, CancellationToken stop)
    {
        if (await ArrivalAsync(hold, stop) is not { } arrival)
            return false;
        await arrival.Worker.KillAsync();
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

    private async Task<bool> AnswerInHandAsync(CancellationToken stop)
    {
        if (await ArrivalAsync(gate => gate.HoldAnswers(), stop) is not { } arrival || CrashPost.KeyOf(arrival.Body) is not { } key)
            return false;
        await using var blocker = await database.Rows.OpenConnectionAsync(stop);
        await using var held = await blocker.BeginTransactionAsync(stop);
        await blocker.ExecuteAsync(LockDeliverySql, new { reference = CrashPost.RefOf(key) }, held);
        arrival.Hold.Release();
        return await WaiterAsync(blocker, RecordingSql, stop) is { } waiter && await KilledAsync(waiter);
    }

    private const string IsBetweenSql = """
        SELECT EXISTS (SELECT 1
                         FROM deliveries d
                         JOIN posts p ON p.id = d.post_id
                        WHERE p.ref = @reference AND d.state = 'queued' AND d.parts_out > 0)
        """;

    /// <summary>The red button holds the thread there meanwhile.</summary>
    private async Task<bool> BetweenPartsAsync(CancellationToken stop)
    {
        if (await ArrivalAsync(gate => gate.HoldAnswers(meant: CrashPost.BeginsThread), stop) is not { } arrival || CrashPost.KeyOf(arrival.Body) is not { } key)
            return false;
        try
        {
            await A.StopAll(database.Rows);
            arrival.Hold.Release();
            var reference = CrashPost.RefOf(key);
            var isBetween = await Pause.UntilAsync(() => database.AskAsync(rows => rows.ExecuteScalarAsync<bool>(IsBetweenSql, new { reference })), Patience, stop);
            if (isBetween)
                await arrival.Worker.KillAsync();
            return isBetween;
        }
        finally
        {
            await database.AskAsync(rows => rows.ExecuteAsync("DELETE FROM stop_all"));
        }
    }

    private const string IsUpSql = "SELECT EXISTS (SELECT 1 FROM delivery_media WHERE remote_media_id = @id)";

    /// <summary>No claim can be made until its worker is dead: every account is locked, though rows that name one may be written.</summary>
    private async Task<bool> PictureUpAsync(CancellationToken stop)
    {
        if (await ArrivalAsync(gate => gate.HoldAnswers(of: GateCall.Describe), stop) is not { } arrival)
            return false;
        var id = long.Parse(System.Text.Json.JsonDocument.Parse(arrival.Body).RootElement.GetProperty("id").GetString()!);
        await using var blocker = await database.Rows.OpenConnectionAsync(stop);
        await using var held = await blocker.BeginTransactionAsync(stop);
        await blocker.ExecuteAsync("SELECT 1 FROM accounts ORDER BY id FOR NO KEY UPDATE", transaction: held);
        arrival.Hold.Release();
        var isUp = await Pause.UntilAsync(() => database.AskAsync(rows => rows.ExecuteScalarAsync<bool>(IsUpSql, new { id })), Patience, stop);
        if (isUp)
            await arrival.Worker.KillAsync();
        return isUp;
    }

    private const string AgeSql = "UPDATE account_keys SET expires_at = @now WHERE refused_why IS NULL";

    /// <summary>Every connection is about to run out: the next to send renews it.</summary>
    private async Task<bool> TokensAsync(Func<Gate, Hold> hold, CancellationToken stop)
    {
        await database.AskAsync(rows => rows.ExecuteAsync(AgeSql, new { now = TimeProvider.System.GetUtcNow() }));
        return await AtTheGateAsync(hold, stop);
    }

    private async Task<bool> AnywhereAsync(CancellationToken stop)
    {
        await Pause.ForAsync(dice.Seconds(0, 0.4), stop);
        await dice.Of(workers).KillAsync();
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

    /// <summary>Whoever comes first to such a place; null when nobody came in time. The others go on.</summary>
    private async Task<Arrival?> ArrivalAsync(Func<Gate, Hold> hold, CancellationToken stop)
    {
        var waiting = workers.Select(worker => (Worker: worker, Hold: hold(worker.Gate))).ToList();
        await Pause.UntilAsync(() => Task.FromResult(waiting.Exists(one => one.Hold.Arrived.IsCompleted)), Patience, stop);
        if (waiting.Find(one => one.Hold.Arrived.IsCompleted) is not { Hold: not null } first)
            return null;
        foreach (var other in waiting.Where(one => one.Worker != first.Worker))
            other.Worker.Gate.Open();
        return new(first.Worker, first.Hold, await first.Hold.Arrived);
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

    private sealed record Arrival(CrashWorker Worker, Hold Hold, string Body);
}
