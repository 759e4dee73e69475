using Microsoft.Extensions.Options;

namespace CoProWeek.Alerts;

internal static class AlertsSetup
{
    /// <summary>Beside <see cref="MailSetup.AddMail"/>: the chat, the tests of both, and when the sheets go out.</summary>
    public static IHostApplicationBuilder AddAlerts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<AlertOptions>().BindConfiguration(AlertOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<IValidateOptions<AlertOptions>, AlertOptionsCheck>()
            .AddSingleton<Caller>()
            .AddSingleton<Channels>()
            .AddSingleton<ChannelStore>()
            .AddSingleton<ChannelTests>()
            .AddSingleton<WebhookPost>();
        return builder;
    }

    /// <summary>The parts that run by themselves: only <c>serve</c> and <c>demo</c> start them.</summary>
    /// <param name="builder">Of the host; it knows a <see cref="LifeSign"/>.</param>
    /// <param name="time">Real time.</param>
    public static IHostApplicationBuilder AddAlertsWorker(this IHostApplicationBuilder builder, TimeProvider time)
    {
        builder.Services
            .AddHostedService(services => ActivatorUtilities.CreateInstance<WebhookSender>(services, time))
            .AddHostedService(services => ActivatorUtilities.CreateInstance<Heartbeat>(services, time));
        return builder;
    }
}
