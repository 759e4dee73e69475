using System.CommandLine;
using CoProWeek.Publishing;
using CoProWeek.Storage;
using Command = System.CommandLine.Command;

namespace CoProWeek.Cli;

/// <summary><c>coproweek restore FILE</c></summary>
internal static class RestoreVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A file that `coproweek backup` wrote." };
        var verb = new Command("restore", "Reads a backup into an empty database. Every account starts paused until its timeline since the backup has been read, so that nothing goes out twice.") { file };
        verb.SetAction((said, stop) => RunAsync(said, said.GetRequiredValue(file), stop));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult said, FileInfo file, CancellationToken stop)
    {
        if (!file.Exists)
            throw new VerbException($"There is no file {file.FullName}.");
        await using var store = await StoreVerbs.OpenAsync(said, stop);
        if (!await store.IsEmptyAsync(stop))
            throw new VerbException("The database is not empty, and a backup goes only into an empty one. Give another folder with --data, or name another database in ConnectionStrings:CoProWeek.");
        // Until the accounts are paused nobody may serve this database: killed half way, it stays marked and is refused.
        await store.MarkRestoringAsync(stop);
        await Dump.ReadAsync(store.ConnectionString, file.FullName, stop);
        var paused = await new CatchUpStore(store.Database).BeginAsync(stop);
        await store.Migrator.MigrateAsync(stop);
        await store.MarkRestoredAsync(stop);
        if (said.GetValue(CommonOptions.Json))
            Output.Json(new { file = file.FullName, accountsPaused = paused });
        Output.Say($"Restored from {file.FullName}. {paused} account(s) wait until serve has read what went out since the backup; then posting goes on by itself.");
        return 0;
    }
}
