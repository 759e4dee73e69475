namespace CoProWeek.Campaigns;

internal static class CampaignsSetup
{
    /// <summary>What is planned: reading it in, writing it out, looking it up. Needs the database, the clock and the networks beside it.</summary>
    public static IHostApplicationBuilder AddCampaigns(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(services => KindLatest.Of(services.GetRequiredService<IConfiguration>()));
        builder.Services.AddSingleton<CampaignStore>();
        builder.Services.AddSingleton<PostStore>();
        builder.Services.AddSingleton<MediaStore>();
        builder.Services.AddSingleton<PlanImport>();
        builder.Services.AddSingleton<PlanExport>();
        builder.Services.AddSingleton<CampaignCopy>();
        return builder;
    }
}
