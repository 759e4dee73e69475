using System.Threading.Channels;
using CoProWeek.Clock;
using Npgsql;
using Quartz;

namespace CoProWeek.Collecting;

/// <summary>
/// Makes the watches that the campaigns name, and sets the one alarm of them all: at the instant the next is due. It wakes after
/// each look, and now and then by itself, so that a lost alarm loses nothing.
/// </summary>
internal sealed partial class CollectAlarm(WatchStore watches, Forgetting forgetting, ISchedulerFactory schedulers, CampaignClock clock, ILogger<CollectAlarm> log) : BackgroundService
{
    private static readonly TriggerKey Key = new("collect");
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <summary>What is still due after a look is another process's: it is not asked for without a pause.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private DateTimeOffset? setFor;
    private DateOnly? forgotOn;
    private volatile bool rang;

    /// <summary>It rang, and what it woke has ended.</summary>
    public void Rang()
    {
        rang = true;
        Wake();
    }

    /// <summary>The watches stand before anybody asks what is due: a step clock would go on without them.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await watches.SyncAsync(clock.GetUtcNow(), cancellationToken);
        }
        catch (NpgsqlException e)
        {
            // Whatever is wrong with a watch, posts go out.
            Log.NotSet(log, e);
        }
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var timer = clock.CreateTimer(_ => Wake(), null, TimeSpan.Zero, LookEvery);
        var scheduler = await schedulers.GetScheduler(stoppingToken);
        await foreach (var _ in wakes.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SetAsync(scheduler, stoppingToken);
                await ForgetAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or SchedulerException or TimeoutException)
            {
                Log.NotSet(log, e);
                await Task.Delay(RetryAfter, TimeProvider.System, stoppingToken);
                Wake();
            }
        }
    }

    private async Task SetAsync(IScheduler scheduler, CancellationToken stop)
    {
        var now = clock.GetUtcNow();
        await watches.SyncAsync(now, stop);
        var after = rang;
        rang = false;
        if (await watches.NextAsync(now, stop) is not { } next || (next == setFor && !after && next > now - LookEvery))
            return;
        await scheduler.ScheduleJob(Alarm(after && next <= now ? now + Pause : next), ScheduleJobOptions.Replacing, stop);
        setFor = next;
    }

    /// <summary>Once a day. Whatever is wrong with it, posts are collected.</summary>
    private async Task ForgetAsync(CancellationToken stop)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (forgotOn == today)
            return;
        forgotOn = today;
        try
        {
            await forgetting.ForgetDueAsync(stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.NotForgotten(log, e);
        }
    }

    private void Wake() => wakes.Writer.TryWrite(true);

    /// <summary>A late alarm rings as soon as it can.</summary>
    private ITrigger Alarm(DateTimeOffset at) => TriggerBuilder.Create(clock)
        .WithIdentity(Key)
        .ForJob(CollectJob.Key)
        .StartAt(at)
        .WithSimpleSchedule(once => once.WithMisfireInstruction(SimpleTriggerMisfireInstruction.IgnoreMisfires))
        .Build();

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The alarm for collecting could not be set; tried again in a moment")]
        public static partial void NotSet(ILogger log, Exception e);

        [LoggerMessage(Level = LogLevel.Error, Message = "Names and words that are to be wiped could not be; tried again tomorrow")]
        public static partial void NotForgotten(ILogger log, Exception e);
    }
}
