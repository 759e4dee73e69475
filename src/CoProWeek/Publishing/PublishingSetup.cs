using CoProWeek.Clock;
using CoProWeek.Publishing.Checks;
using CoProWeek.Publishing.Timeline;
using Microsoft.Extensions.Options;

namespace CoProWeek.Publishing;

internal static class PublishingSetup
{
    /// <summary>What every process may do: approve, hold, settle; and what sends, for those that serve.</summary>
    public static IHostApplicationBuilder AddPublishing(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PublishingOptions>().BindConfiguration("Publishing").ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<IValidateOptions<PublishingOptions>, LatestCheck>()
            .AddSingleton<AccountPauses>()
            .AddSingleton<ApprovalLinks>()
            .AddSingleton<Approvals>()
            .AddSingleton<AttemptLog>()
            .AddSingleton<CatchUp>()
            .AddSingleton<CatchUpStore>()
            .AddSingleton<ClaimStore>()
            .AddChecks()
            .AddTimeline()
            .AddSingleton<EveningLetter>()
            .AddSingleton<HandedOver>()
            .AddSingleton<HandOver>()
            .AddSingleton<HandOverLetter>()
            .AddSingleton<HandOverRows>()
            .AddSingleton<Interventions>()
            .AddSingleton<OutcomeStore>()
            .AddSingleton<PostEdits>()
            .AddSingleton<QueueStore>()
            .AddSingleton<IStepSource, PublishingSteps>()
            .AddSingleton<SheetChecks>()
            .AddSingleton<SheetLetter>()
            .AddSingleton<SheetStore>()
            .AddSingleton<StopAll>()
            .AddSingleton<TakeDown>()
            .AddSingleton<TakeDownStore>()
            .AddSingleton<TroubleLetter>()
            .AddSingleton<TroubleStore>()
            .AddSingleton<UnapprovedLetter>()
            .AddSingleton<UnapprovedStore>()
            .AddSingleton<UnknownStore>()
            .AddSingleton<Pictures>()
            .AddSingleton<Purse>()
            .AddSingleton<Recorder>()
            .AddSingleton<Settler>()
            .AddSingleton<Worker>()
            .AddSingleton<Publisher>()
            .AddSingleton<Wakes>()
            .AddSingleton<Sweep>();
        return builder;
    }

    /// <summary>The parts that run by themselves: only <c>serve</c> and <c>demo</c> start these.</summary>
    public static IHostApplicationBuilder AddPublishingWorker(this IHostApplicationBuilder builder)
    {
        builder.Services
            .AddHostedService(services => services.GetRequiredService<Worker>())
            .AddHostedService(services => services.GetRequiredService<Sweep>())
            .AddHostedService<Armer>()
            .AddSingleton<IStepSource, CheckSteps>()
            .AddSingleton<IStepSource>(services => services.GetRequiredService<TimelineReads>())
            .AddSingleton<IStepSource, SheetSteps>()
            .AddSingleton<IStepSource, TroubleSteps>()
            .AddSingleton<IStepSource, UnapprovedSteps>()
            .AddHostedService<Sheets>()
            .AddHostedService<TroubleReader>()
            .AddHostedService<UnapprovedNotices>();
        return builder;
    }
}
