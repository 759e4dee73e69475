using Quartz;

namespace CoProWeek.Publishing;

/// <summary>The alarm: it wakes an account. Whether anything is due, the rows say.</summary>
internal sealed class PublishJob(Publisher publisher) : IJob
{
    public const string AccountId = "account";

    public static readonly JobKey Key = new("publish");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await publisher.RunAsync(context.MergedJobDataMap.GetLong(AccountId), cancellationToken);
}
