using CoProWeek.Clock;

namespace CoProWeek.Reporting.Sending;

internal static class SendingSetup
{
    /// <summary>What every process may do: keep reports, show them, send one now.</summary>
    public static IHostApplicationBuilder AddSending(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<ReportingOptions>().BindConfiguration(ReportingOptions.Section).ValidateOnStart();
        builder.Services
            .AddSingleton<Dispatch>()
            .AddSingleton<FreshNumbers>()
            .AddSingleton<KeptReports>()
            .AddSingleton<ListStore>()
            .AddSingleton<ReportLetter>()
            .AddSingleton<SendingAlerts>()
            .AddSingleton<SendingStore>()
            .AddSingleton<SentMails>();
        return builder;
    }

    /// <summary>The part that runs by itself: only <c>serve</c> and <c>demo</c> start it.</summary>
    public static IHostApplicationBuilder AddReportingWorker(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IStepSource, SendingSteps>().AddHostedService<ReportSender>();
        return builder;
    }
}
