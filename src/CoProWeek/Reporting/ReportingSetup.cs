namespace CoProWeek.Reporting;

internal static class ReportingSetup
{
    /// <summary>What it meant. Needs the database, the clock and the networks beside it.</summary>
    public static IHostApplicationBuilder AddReporting(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReachReports>().AddSingleton<SpanStore>().AddSingleton<Answers>();
        return builder;
    }
}
