using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace CoProWeek.Web;

/// <summary>The pages people sit at.</summary>
internal static class Dashboard
{
    public static IHostApplicationBuilder AddDashboard(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<WebOptions>().BindConfiguration("Web").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddRazorPages(Pages).ConfigureApplicationPartManager(OursAlone);
        builder.Services.AddRouting(routes => routes.LowercaseUrls = true);
        builder.Services.AddAccess().AddPlanDesk();
        builder.Services.AddAntiforgery(forms => (forms.Cookie.Name, forms.Cookie.SecurePolicy) = ("coproweek-form", CookieSecurePolicy.SameAsRequest));
        builder.Services.Configure<CookieTempDataProviderOptions>(kept => (kept.Cookie.Name, kept.Cookie.SecurePolicy) = ("coproweek-said", CookieSecurePolicy.SameAsRequest));
        builder.AddLimits();
        builder.Services.AddActions();
        builder.Services.AddSingleton<AlertsView>();
        builder.Services.AddSingleton<CampaignsView>();
        builder.Services.AddSingleton<ChecksView>();
        builder.Services.AddSingleton<HandPostsView>();
        builder.Services.AddMentions();
        builder.Services.AddSingleton<PostsView>();
        builder.Services.AddSingleton<PostView>();
        builder.Services.AddSingleton<ReportsView>();
        builder.Services.AddSingleton<TroublesView>();
        builder.Services.AddSingleton<WorkersView>();
        builder.Services.AddSingleton<MoneyView>();
        builder.Services.AddCompose();
        return builder.AddReadiness();
    }

    public static WebApplication MapDashboard(this WebApplication app)
    {
        app.UseProxy();
        app.UseExceptionHandler("/problem");
        app.UseStatusCodePagesWithReExecute("/not-found", "?code={0}");
        app.UseSecurityHeaders();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        Asset.Map(app);
        app.MapMedia();
        app.MapReadiness();
        app.MapReportFiles();
        app.MapKeptReports();
        app.MapTiesFile();
        app.MapPlanFiles();
        app.MapRazorPages();
        return app;
    }

    private static void Pages(RazorPagesOptions pages)
    {
        pages.RootDirectory = "/Web";
        pages.Conventions.ConfigureFilter(new WithoutNul());
        pages.Conventions.AddPageRoute("/Week/Week", "/campaigns/{slug}");
        pages.Conventions.AddPageRoute("/Mentions/Mentions", "/campaigns/{slug}/mentions");
        pages.Conventions.AddPageRoute("/Report/Report", "/campaigns/{slug}/report");
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
