namespace CoProWeek.Web;

internal static class ActionsSetup
{
    public static IServiceCollection AddActions(this IServiceCollection services) => services
        .AddSingleton<AccountsView>()
        .AddSingleton<ByHandView>()
        .AddSingleton<ConnectDesk>()
        .AddSingleton<KeyDesk>()
        .AddSingleton<HistoryView>()
        .AddSingleton<PostActions>()
        .AddSingleton<StopSign>()
        .AddSingleton<StopView>();
}
