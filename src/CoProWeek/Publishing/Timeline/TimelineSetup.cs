namespace CoProWeek.Publishing.Timeline;

internal static class TimelineSetup
{
    public static IServiceCollection AddTimeline(this IServiceCollection services) => services
        .AddSingleton<OwnPostStore>()
        .AddSingleton<OwnTimeline>()
        .AddSingleton<TimelineReads>()
        .AddSingleton<TwinLook>()
        .AddSingleton<TwinStore>()
        .AddSingleton<Vanished>();
}
