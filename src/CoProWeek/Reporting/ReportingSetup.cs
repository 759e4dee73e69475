using CoProWeek.Reporting.Files;
using CoProWeek.Reporting.Sending;
using CoProWeek.Reporting.Team;
using CoProWeek.Reporting.Ties;

namespace CoProWeek.Reporting;

internal static class ReportingSetup
{
    /// <summary>What it meant. Needs the database, the clock and the networks beside it.</summary>
    public static IHostApplicationBuilder AddReporting(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ReachReports>().AddSingleton<SpanStore>().AddSingleton<Answers>().AddSingleton<ReachFiles>().AddSingleton<TieStore>();
        builder.Services.AddSingleton<TeamReports>().AddSingleton<KeptFigures>().AddSingleton<QuestionReader>().AddSingleton<WordsStore>();
        return builder.AddSending();
    }
}
