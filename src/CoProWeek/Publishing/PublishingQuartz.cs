using CoProWeek.Clock;
using Quartz;

namespace CoProWeek.Publishing;

/// <summary>Quartz as the alarm clock: clustered, in the schema <c>quartz</c>, on the campaign's time.</summary>
internal static class PublishingQuartz
{
    // Quartz's defaults find a trigger set by another process 8 to 21 s late, and a killed node's after 21 s; with these, 0.1 s and 3 s.
    private static readonly TimeSpan IdleWait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CheckIn = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CheckInThreshold = TimeSpan.FromSeconds(2);

    /// <summary>Sends wait on the network, not on a core: as many at once as accounts may have posts at nine sharp.</summary>
    private const int AtOnce = 50;

    public static void AddAlarmClock(this IServiceCollection services, CampaignClock clock, string connectionString)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UseTimeProvider(clock);
            quartz.ConfigureScheduler(scheduler =>
            {
                scheduler.InstanceName = "coproweek";
                scheduler.GenerateInstanceId = true;
                scheduler.IdleWaitTime = IdleWait;
            });
            quartz.UseDefaultThreadPool(AtOnce);
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(connectionString);
                store.UseClustering(cluster => (cluster.CheckinInterval, cluster.CheckinMisfireThreshold) = (CheckIn, CheckInThreshold));
                store.ProvisionSchema();
                store.ConfigureStore(options =>
                {
                    options.TablePrefix = "quartz.qrtz_";
                    options.AcceptEnlistedTransactions = true;
                    options.StoreJobDataAsStrings = true;
                });
            });
            quartz.AddJob<PublishJob>(job => job.WithIdentity(PublishJob.Key).StoreDurably());
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }
}
