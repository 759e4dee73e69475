using CoProWeek.Networks.Links;
using Microsoft.Extensions.Options;

namespace CoProWeek.Publishing.Checks;

internal static class ChecksSetup
{
    public static IServiceCollection AddChecks(this IServiceCollection services) => services
        .AddSingleton(provider =>
        {
            var settings = provider.GetRequiredService<IOptions<PublishingOptions>>().Value;
            return new LinkAsker(settings.AskPrivateLinks, settings.LinkPatience);
        })
        .AddSingleton<AccountChecks>()
        .AddSingleton<CheckActions>()
        .AddSingleton<Checker>()
        .AddSingleton<CheckLetter>()
        .AddSingleton<CheckStore>()
        .AddSingleton<PageWait>()
        .AddSingleton<PostChecks>();
}
