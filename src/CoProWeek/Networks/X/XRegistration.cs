using CoProWeek.Clock;
using Microsoft.Extensions.Options;

namespace CoProWeek.Networks.X;

internal static class XRegistration
{
    /// <summary>Needs <c>AddAccounts</c> and the campaign's clock beside it.</summary>
    public static IHostApplicationBuilder AddX(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<XOptions>().BindConfiguration(XOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<XOptions>, XOptionsCheck>();
        builder.Services.AddSingleton(services => new XHttp(services.GetRequiredService<IOptions<XOptions>>(), TimeProvider.System));
        builder.Services.AddSingleton(new XPipelines(TimeProvider.System));
        builder.Services.AddSingleton(services => services.GetRequiredService<IOptions<XOptions>>().Value.Names);
        builder.Services.AddSingleton<XApi>();
        builder.Services.AddSingleton<XTokens>().AddSingleton<XKeys>().AddSingleton<XIdentity>();
        builder.Services.AddSingleton<XMedia>().AddSingleton<XMoney>().AddSingleton<Credit>();
        builder.Services.AddSingleton(services =>
            new XUploads(services.GetRequiredService<XMedia>(), services.GetRequiredService<XMoney>(), services.GetRequiredService<CampaignClock>(), TimeProvider.System));
        builder.Services.AddSingleton<INetwork, XNetwork>();
        return builder;
    }
}
