using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CoProWeek.Accounts;

internal static class AccountsRegistration
{
    public static IHostApplicationBuilder AddAccounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<KeysOptions>().BindConfiguration(KeysOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<KeysOptions>, KeysOptionsCheck>();
        builder.Services.AddSingleton<AccountKeys>().AddSingleton<PeopleStore>().AddSingleton<PersonSignIn>().AddSingleton<Sessions>();
        // Real time: cookies, links and sessions run out in the real world, whatever the campaign's clock says.
        builder.Services.TryAddSingleton(TimeProvider.System);
        return builder.AddVault();
    }

    private static IHostApplicationBuilder AddVault(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SealingOptions>().BindConfiguration("Accounts");
        builder.Services.AddDataProtection().SetApplicationName("coproweek");
        builder.Services.AddSingleton<MasterKey>().AddSingleton<KeyRing>().AddSingleton<KeyWrap>().AddSingleton<Vault>();
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(ring =>
            (ring.XmlRepository, ring.XmlEncryptor) = (services.GetRequiredService<KeyRing>(), services.GetRequiredService<KeyWrap>())));
        return builder;
    }
}
