using CoProWeek.Clock;
using Dapper;

namespace CoProWeek.Cli;

/// <summary>The demo's own database, beside the real one: <c>DATA-demo</c>.</summary>
internal static class DemoData
{
    private const string JournalFile = "sandbox.journal";

    public static string Journal(string data) => Path.Combine(data, JournalFile);

    /// <summary>Always a private one, whatever the configuration names: a demo never touches what is real.</summary>
    public static Task<Store> OpenAsync(string data, CancellationToken stop) =>
        Store.OpenAsync(new ConfigurationManager(), data, durable: false, stop);

    private const string WasServedSql = "SELECT EXISTS (SELECT 1 FROM campaigns) OR EXISTS (SELECT 1 FROM workers)";

    private const string WipeSql = """
        DROP SCHEMA IF EXISTS quartz CASCADE;
        DROP SCHEMA public CASCADE;
        CREATE SCHEMA public;
        """;

    /// <summary>Where a killed week stands; null when a new one begins, for a finished one is cleared away.</summary>
    /// <exception cref="VerbException">The directory is a real one.</exception>
    public static async Task<StepMark?> MakeReadyAsync(Store store, string data, CancellationToken stop)
    {
        await store.MakeReadyAsync(stop);
        var mark = await new StepMarks(store.Database).KeptAsync(stop);
        await using var connection = await store.Database.OpenConnectionAsync(stop);
        if (mark is null && await connection.ExecuteScalarAsync<bool>(new CommandDefinition(WasServedSql, cancellationToken: stop)))
            throw new VerbException($"The database in {data} was used by serve: a demo does not touch it. Give another folder with --data.");
        if (mark is not { Finished: true })
            return mark;
        await connection.ExecuteAsync(new CommandDefinition(WipeSql, cancellationToken: stop));
        File.Delete(Journal(data));
        await store.Migrator.MigrateAsync(stop);
        return null;
    }
}
