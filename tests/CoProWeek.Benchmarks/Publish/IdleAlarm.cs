using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CoProWeek.Benchmarks;

/// <summary>
/// The baseline: Quartz set up as ours is, on the same database, with a job that does nothing but look at the clock.
/// </summary>
internal sealed class IdleAlarm : IJob
{
    private static readonly ConcurrentBag<double> Late = [];

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        Late.Add((TimeProvider.System.GetUtcNow() - context.ScheduledFireTimeUtc!.Value).TotalMilliseconds);
        return ValueTask.CompletedTask;
    }

    /// <summary>How late it was each time, in ms.</summary>
    public static async Task<IReadOnlyList<double>> RingAsync(string connectionString, int times, TimeSpan every)
    {
        Late.Clear();
        using var host = Build(connectionString);
        var scheduler = await host.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        await scheduler.AddJob(JobBuilder.Create<IdleAlarm>().WithIdentity("idle").StoreDurably().Build(), AddJobOptions.Replacing);
        await host.StartAsync();
        var from = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(5) + (times * TimeSpan.FromMilliseconds(8));
        for (var n = 0; n < times; n++)
            await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity($"idle-{n}").ForJob("idle").StartAt(from + (n * every)).Build());
        if (TimeProvider.System.GetUtcNow() > from)
            throw new InvalidOperationException("The baseline's alarms were not set in time.");
        await Queue.UntilAsync(() => Task.FromResult(Late.Count == times), "never did all idle alarms ring");
        await host.StopAsync();
        return [.. Late];
    }

    private static IHost Build(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "idle";
                scheduler.GenerateInstanceId = true;
                scheduler.IdleWaitTime = TimeSpan.FromSeconds(1);
            });
            quartz.UseDefaultThreadPool(50);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(connectionString);
                store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
                store.ProvisionSchema();
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = "quartz.qrtz_";
                    options.StoreJobDataAsStrings = true;
                });
            });
        });
        builder.Services.AddQuartzHostedService();
        return builder.Build();
    }
}
