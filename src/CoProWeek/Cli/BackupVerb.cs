using System.CommandLine;
using CoProWeek.Storage;
using Command = System.CommandLine.Command;

namespace CoProWeek.Cli;

/// <summary><c>coproweek backup FILE</c></summary>
internal static class BackupVerb
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "Where to write it." };
        var verb = new Command("backup", "Writes everything into one file: plan, pictures, queue, history. May run beside serve.") { file };
        verb.SetAction((said, stop) => RunAsync(said, said.GetRequiredValue(file), stop));
        return verb;
    }

    private static async Task<int> RunAsync(ParseResult said, FileInfo file, CancellationToken stop)
    {
        await using var store = await StoreVerbs.OpenAsync(said, stop);
        await store.Migrator.RequireCurrentAsync(stop);
        await Dump.WriteAsync(store.ConnectionString, file.FullName, stop);
        file.Refresh();
        if (said.GetValue(CommonOptions.Json))
            Output.Json(new { file = file.FullName, bytes = file.Length });
        Output.Say($"Written: {file.FullName}, {file.Length / 1024.0 / 1024.0:0.0} MB. The keys to X are not in it: they are in your configuration. Nor is the master key, {DataDirectory.Resolve(said.GetValue(CommonOptions.Data))}/master.key or where Accounts:MasterKeyFile says: keep a copy of it elsewhere.");
        return 0;
    }
}
