using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Alerts;

/// <summary>
/// Calls the heartbeat's address every few minutes for as long as posts can go out: whoever watches it raises the alarm when it falls
/// silent. A worker whose sweep has stopped, or whose database is gone, does not call.
/// </summary>
internal sealed partial class Heartbeat(
    NpgsqlDataSource database, Caller caller, IOptions<AlertOptions> settings, LifeSign life, TimeProvider time, ILogger<Heartbeat> log) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>What the log said last: it says a thing once.</summary>
    private string trouble = "";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!settings.Value.HeartbeatAddress.IsGiven)
            return;
        var nextAt = time.GetUtcNow();
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            var now = time.GetUtcNow();
            if (now >= nextAt && await BeatAsync(stoppingToken))
                nextAt = now + settings.Value.HeartbeatEvery;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <returns>False when it was withheld: it is made up for as soon as all is well.</returns>
    private async Task<bool> BeatAsync(CancellationToken stop)
    {
        if (life.Problem() is { } problem)
            return Say("withheld", problem);
        try
        {
            await using var connection = await database.OpenConnectionAsync(stop);
            await connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT 1", cancellationToken: stop));
            var called = settings.Value.HeartbeatAddress.Read() is { } address
                ? await caller.CallAsync(HttpMethod.Get, address, null, stop)
                : new(false, settings.Value.HeartbeatAddress.Fault() ?? "Its address is empty.");
            await RecordAsync(connection, called, stop);
            if (called.Ok)
                Recovered();
            else
                Say("failed", called.Said);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return Say("withheld", "the database does not answer");
        }
    }

    private bool Say(string how, string why)
    {
        if (trouble != how)
            Log.Trouble(log, how, why);
        trouble = how;
        return false;
    }

    private void Recovered()
    {
        if (trouble != "")
            Log.Recovered(log);
        trouble = "";
    }

    private const string RecordSql = """
        INSERT INTO heartbeats (called_at, ok, said)
        VALUES (@now, @Ok, @Said)
            ON CONFLICT (only_row) DO UPDATE SET called_at = excluded.called_at, ok = excluded.ok, said = excluded.said
        """;

    private Task RecordAsync(NpgsqlConnection connection, Called called, CancellationToken stop) =>
        connection.ExecuteAsync(new CommandDefinition(RecordSql, new { now = time.GetUtcNow(), called.Ok, called.Said }, cancellationToken: stop));

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat is {How}: {Why}. This is said once; it goes on by itself")]
        public static partial void Trouble(ILogger log, string how, string why);

        [LoggerMessage(Level = LogLevel.Information, Message = "The heartbeat is heard again")]
        public static partial void Recovered(ILogger log);
    }
}
