using System.CommandLine;

namespace CoProWeek.Cli;

/// <summary><c>coproweek plan …</c>: a campaign's plan, in and out.</summary>
internal static class PlanVerbs
{
    public static Command Create() => new("plan", "A campaign's plan: bring it in from a folder, write it out, copy it to next year, show it.")
    {
        PlanImportVerb.Create(), PlanExportVerb.Create(), PlanNewVerb.Create(), PlanShowVerb.Create(),
    };
}
