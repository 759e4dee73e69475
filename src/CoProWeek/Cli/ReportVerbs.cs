using System.CommandLine;

namespace CoProWeek.Cli;

/// <summary><c>coproweek report …</c>: what it meant.</summary>
internal static class ReportVerbs
{
    public static Command Create() => new("report", "Says how far a campaign travelled, in figures that can each be traced to their posts, and what people answered to its questions.")
    {
        ReportReachVerb.Create(), ReportAnswersVerb.Create(), ReportKeptVerb.Create(), ReportTiesVerb.Create(), ReportRebuildVerb.Create(),
    };
}
