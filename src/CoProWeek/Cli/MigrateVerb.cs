using System.CommandLine;

namespace CoProWeek.Cli;

/// <summary><c>coproweek migrate</c></summary>
internal static class MigrateVerb
{
    public static Command Create()
    {
        var verb = new Command("migrate", "Brings the database's schema up to date. Back it up first; stop serve while it runs.");
        verb.SetAction(RunAsync);
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult said, CancellationToken stop)
    {
        await using var store = await StoreVerbs.OpenAsync(said, stop);
        var applied = await store.Migrator.MigrateAsync(stop);
        if (said.GetValue(CommonOptions.Json))
            Output.Json(new { applied });
        else
            Output.Line(applied.Count == 0 ? "The schema is up to date." : $"Applied: {string.Join(", ", applied)}");
        return 0;
    }
}
