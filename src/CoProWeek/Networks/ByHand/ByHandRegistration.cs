namespace CoProWeek.Networks.ByHand;

internal static class ByHandRegistration
{
    public static IHostApplicationBuilder AddByHand(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<INetwork, ByHandNetwork>();
        return builder;
    }
}
