namespace CoProWeek.Web;

internal static class PlanDeskSetup
{
    /// <summary>The plan in and out of the browser.</summary>
    public static IServiceCollection AddPlanDesk(this IServiceCollection services) =>
        services
            .AddSingleton(rooms => ActivatorUtilities.CreateInstance<PlanUploads>(rooms, TimeProvider.System))
            .AddSingleton<CampaignEdits>()
            .AddHostedService<PlanUploadsSweep>();
}
