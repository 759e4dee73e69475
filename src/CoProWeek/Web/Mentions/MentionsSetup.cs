namespace CoProWeek.Web;

internal static class MentionsSetup
{
    /// <summary>What people say, and what we make of it.</summary>
    public static IServiceCollection AddMentions(this IServiceCollection services) => services
        .AddSingleton<Featuring>()
        .AddSingleton<MarkDesk>()
        .AddSingleton<MentionsView>()
        .AddSingleton<TraitReader>()
        .AddSingleton<ThanksView>();
}
