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
            .AddSingleton<SmtpPost>();
        return builder;
    }

    /// <summary>The part that runs by itself: only <c>serve</c> and <c>demo</c> start it.</summary>
    public static IHostApplicationBuilder AddMailWorker(this IHostApplicationBuilder builder)
    {
        builder.Services.AddHostedService<Mailer>();
        return builder;
    }
}
