using Quartz;

namespace CoProWeek.Collecting;

/// <summary>The alarm: something may be due. What is, the rows say.</summary>
[DisallowConcurrentExecution]
internal sealed class CollectJob(Collector collector, CollectAlarm alarm) : IJob
{
    public static readonly JobKey Key = new("collect");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await collector.CollectDueAsync(cancellationToken);
        }
        finally
        {
            alarm.Rang();
        }
    }
}
