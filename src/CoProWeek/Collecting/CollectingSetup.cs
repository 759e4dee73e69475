using CoProWeek.Clock;
using CoProWeek.Collecting.Archives;
using CoProWeek.Collecting.Marks;
using CoProWeek.Collecting.Rollups;
using Quartz;

namespace CoProWeek.Collecting;

internal static class CollectingSetup
{
    /// <summary>What every process may do: look, count, read numbers anew.</summary>
    public static IHostApplicationBuilder AddCollecting(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<CollectingOptions>().BindConfiguration(CollectingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<ArchiveImport>()
            .AddSingleton<Auditor>()
            .AddSingleton<AuthorHashes>()
            .AddSingleton<CareStore>()
            .AddSingleton<Collector>()
            .AddSingleton<Counter>()
            .AddSingleton<Forgetting>()
            .AddSingleton<GapStore>()
            .AddSingleton<Ledger>()
            .AddSingleton<LookUps>()
            .AddSingleton<MarkStore>()
            .AddSingleton<Refresher>()
            .AddSingleton<RefreshStore>()
            .AddSingleton<Remover>()
            .AddSingleton<Rereader>()
            .AddSingleton<RollupStore>()
            .AddSingleton<RunStore>()
            .AddSingleton<WatchStore>();
        return builder;
    }

    /// <summary>The part that runs by itself: only <c>serve</c> and <c>demo</c> start it.</summary>
    public static IHostApplicationBuilder AddCollectingWorker(this IHostApplicationBuilder builder)
    {
        builder.Services.AddQuartz(quartz => quartz.AddJob<CollectJob>(job => job.WithIdentity(CollectJob.Key).StoreDurably()));
        builder.Services
            .AddSingleton<CollectAlarm>()
            .AddSingleton<IStepSource, CollectingSteps>()
            .AddHostedService(services => services.GetRequiredService<CollectAlarm>());
        return builder;
    }
}
