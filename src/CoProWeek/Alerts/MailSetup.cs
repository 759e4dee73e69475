using Microsoft.Extensions.Options;

namespace CoProWeek.Alerts;

internal static class MailSetup
{
    public static IHostApplicationBuilder AddMail(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services
            .AddSingleton<IValidateOptions<MailOptions>, MailOptionsCheck>()
            .AddSingleton<MailHealth>()
            .AddSingleton<PublicLinks>()
            .AddSingleton<SmtpPost>();
        return builder;
    }

    /// <summary>The part that runs by itself: only <c>serve</c> and <c>demo</c> start it.</summary>
    /// <param name="builder">Of the host.</param>
    /// <param name="time">Real time. The container's own is the campaign's: Quartz registers what it is given.</param>
    public static IHostApplicationBuilder AddMailWorker(this IHostApplicationBuilder builder, TimeProvider time)
    {
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<Mailer>(services, time));
        return builder;
    }
}
