using System.Threading.Channels;
using CoProWeek.Clock;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Quartz;

namespace CoProWeek.Publishing;

/// <summary>
/// Sets the alarms: whatever is due within a day and has none, or has one for another instant, gets its trigger. The mark
/// on the row and the trigger commit together. It wakes when any process queues something, and now and then by itself.
/// </summary>
internal sealed partial class Armer(
    NpgsqlDataSource database, ISchedulerFactory schedulers, CampaignClock clock, IOptions<PublishingOptions> settings, ILogger<Armer> log)
    : BackgroundService
{
    /// <summary>One transaction's worth: each trigger costs some statements, and Quartz waits meanwhile.</summary>
    private const int Batch = 50;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = clock.CreateTimer(_ => wakes.Writer.TryWrite(true), null, TimeSpan.Zero, LookEvery);
        await Task.WhenAll(ListenAsync(stoppingToken), ArmAsync(stoppingToken));
    }

    private async Task ArmAsync(CancellationToken stop)
    {
        var scheduler = await schedulers.GetScheduler(stop);
        await foreach (var _ in wakes.Reader.ReadAllAsync(stop))
        {
            try
            {
                while (await ArmBatchAsync(scheduler, stop) == Batch)
                {
                }
            }
            catch (Exception e) when (e is NpgsqlException or SchedulerException or TimeoutException)
            {
                Log.NotArmed(log, e);
                await Task.Delay(RetryAfter, TimeProvider.System, stop);
                wakes.Writer.TryWrite(true);
            }
        }
    }

    private const string UnarmedSql = """
        SELECT id, account_id, due_at
          FROM deliveries
         WHERE state = 'queued'
           AND due_at <= @horizon
           AND armed_at IS DISTINCT FROM due_at
         ORDER BY due_at
         LIMIT @batch
           FOR UPDATE SKIP LOCKED
        """;

    private const string ArmedSql = "UPDATE deliveries SET armed_at = due_at WHERE id = ANY(@ids)";

    private async Task<int> ArmBatchAsync(IScheduler scheduler, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var parameters = new { horizon = clock.GetUtcNow() + settings.Value.ArmAhead, batch = Batch };
        var rows = (await connection.QueryAsync<Unarmed>(new CommandDefinition(UnarmedSql, parameters, transaction, cancellationToken: stop))).AsList();
        if (rows.Count == 0)
            return 0;
        using (scheduler.EnlistTransaction(transaction))
        {
            foreach (var row in rows)
                await scheduler.ScheduleJob(Alarm(row), ScheduleJobOptions.Replacing, stop);
            var ids = rows.ConvertAll(row => row.Id).ToArray();
            await connection.ExecuteAsync(new CommandDefinition(ArmedSql, new { ids }, transaction, cancellationToken: stop));
            await transaction.CommitAsync(stop);
        }
        return rows.Count;
    }

    /// <summary>A late alarm rings as soon as it can: whether the post is too late is for the row to say.</summary>
    private ITrigger Alarm(Unarmed row) => TriggerBuilder.Create(clock)
        .WithIdentity($"delivery-{row.Id}")
        .ForJob(PublishJob.Key)
        .UsingJobData(PublishJob.AccountId, row.AccountId.ToString())
        .StartAt(row.DueAt)
        .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
        .Build();

    private async Task ListenAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync(stop);
                connection.Notification += (_, _) => wakes.Writer.TryWrite(true);
                await connection.ExecuteAsync(new CommandDefinition("LISTEN deliveries", cancellationToken: stop));
                wakes.Writer.TryWrite(true);
                while (!stop.IsCancellationRequested)
                    await connection.WaitAsync(stop);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                Log.NotListening(log, e);
                await Task.Delay(RetryAfter, TimeProvider.System, stop);
            }
        }
    }

    private sealed record Unarmed
    {
        public required long Id { get; init; }
        public required long AccountId { get; init; }
        public required DateTimeOffset DueAt { get; init; }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "Alarms could not be set; the sweep sends what is due meanwhile")]
        public static partial void NotArmed(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Warning, Message = "Not hearing of newly queued posts; looking every half minute meanwhile")]
        public static partial void NotListening(ILogger log, Exception e);
    }
}
