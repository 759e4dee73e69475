using Microsoft.Extensions.Options;

namespace CoProWeek.Accounts;

internal static class AccountsRegistration
{
    public static IHostApplicationBuilder AddAccounts(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<KeysOptions>().BindConfiguration(KeysOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<KeysOptions>, KeysOptionsCheck>();
        builder.Services.AddSingleton<AccountKeys>();
        return builder;
    }
}
