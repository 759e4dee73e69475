using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

internal static class ComposeSetup
{
    /// <summary>Where posts are written: one page for a new one and one that is there.</summary>
    public static IServiceCollection AddCompose(this IServiceCollection services) => services
        .AddSingleton<ComposeView>()
        .AddSingleton<Composer>()
        .AddSingleton<Uploads>()
        .AddSingleton<PostSaver>()
        .Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Compose/Compose", "/campaigns/{slug}/posts/new"));
}
