using CoProWeek.Clock;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Accounts;

internal static class AccountsRegistration
{
    public static IHostApplicationBuilder AddAccounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<KeysOptions>().BindConfiguration(KeysOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<KeysOptions>, KeysOptionsCheck>();
        builder.Services.AddSingleton<ConfiguredKeys>().AddSingleton<KeySeal>().AddSingleton<KeyStore>().AddSingleton<KeyRenewals>().AddSingleton<AccountKeys>().AddSingleton<AccountChecks>();
        builder.Services.AddSingleton<PeopleStore>();
        builder.Services.AddOptions<SpendingOptions>().BindConfiguration(SpendingOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SpendMeter>().AddSingleton<SpendTotals>().AddSingleton<Budget>();
        // Links and sessions run out in the real world. The container's own TimeProvider is the campaign's: Quartz registers what it is given.
        builder.Services.AddSingleton(services => new PersonSignIn(services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System, services.GetRequiredService<CampaignClock>()));
        builder.Services.AddSingleton(services => new Sessions(services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System));
        builder.Services.AddSingleton(services => new Connects(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<KeySeal>(), TimeProvider.System));
        builder.Services.AddSingleton(services => new KeyRing(services.GetRequiredService<NpgsqlDataSource>(), TimeProvider.System));
        return builder.AddVault();
    }

    private static IHostApplicationBuilder AddVault(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<SealingOptions>().BindConfiguration("Accounts");
        builder.Services.AddDataProtection().SetApplicationName("coproweek");
        builder.Services.AddSingleton<MasterKey>().AddSingleton<KeyWrap>().AddSingleton<Vault>();
        builder.Services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(services => new ConfigureOptions<KeyManagementOptions>(ring =>
            (ring.XmlRepository, ring.XmlEncryptor) = (services.GetRequiredService<KeyRing>(), services.GetRequiredService<KeyWrap>())));
        return builder;
    }
}
