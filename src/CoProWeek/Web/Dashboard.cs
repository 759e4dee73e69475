using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>The pages people look at. They read; they change nothing.</summary>
internal static class Dashboard
{
    public static IHostApplicationBuilder AddDashboard(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<WebOptions>().BindConfiguration("Web").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRazorPages(Pages).ConfigureApplicationPartManager(OursAlone);
        builder.Services.AddRouting(routes => routes.LowercaseUrls = true);
        // Razor Pages would otherwise keep keys in the home folder, for forms that these pages do not have.
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<CampaignsView>();
        builder.Services.AddSingleton<MentionsView>();
        builder.Services.AddSingleton<PostsView>();
        builder.Services.AddSingleton<PostView>();
        builder.Services.AddSingleton<TroublesView>();
        builder.Services.AddSingleton<WorkersView>();
        return builder.AddReadiness();
    }

    public static WebApplication MapDashboard(this WebApplication app)
    {
        app.UseExceptionHandler("/problem");
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseSecurityHeaders();
        app.UseRouting();
        Asset.Map(app);
        app.MapMedia();
        app.MapReadiness();
        app.MapReportFiles();
        app.MapRazorPages();
        return app;
    }

    private static void Pages(RazorPagesOptions pages)
    {
        pages.RootDirectory = "/Web";
        pages.Conventions.AddPageRoute("/Week", "/campaigns/{slug}");
        pages.Conventions.AddPageRoute("/Mentions", "/campaigns/{slug}/mentions");
        pages.Conventions.AddPageRoute("/Report", "/campaigns/{slug}/report");
    }

    /// <summary>The pages are this assembly's, whichever program hosts them: a test does.</summary>
    private static void OursAlone(ApplicationPartManager manager)
    {
        var ours = typeof(Dashboard).Assembly;
        manager.ApplicationParts.Clear();
        foreach (var part in new ConsolidatedAssemblyApplicationPartFactory().GetApplicationParts(ours))
            manager.ApplicationParts.Add(part);
    }
}
