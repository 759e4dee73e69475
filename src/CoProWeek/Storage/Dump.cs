using System.Diagnostics;
using Npgsql;

namespace CoProWeek.Storage;

/// <summary>
/// The whole database in one file, by Postgres' own pg_dump and pg_restore. Of Quartz's tables only their shape is kept: alarms
/// are set anew from the rows.
/// </summary>
internal static class Dump
{
    /// <summary>Writes the file whole or not at all.</summary>
    /// <exception cref="DumpException">The message holds what pg_dump said.</exception>
    public static async Task WriteAsync(string connectionString, string file, CancellationToken stop)
    {
        var partial = file + ".partial";
        await RunAsync("pg_dump", connectionString, ["--format=custom", "--no-owner", "--exclude-table-data=quartz.*", $"--file={partial}"], stop);
        File.Move(partial, file, overwrite: true);
    }

    /// <summary>Reads such a file into a database that has nothing in it: all of it, or nothing.</summary>
    /// <exception cref="DumpException">The message holds what pg_restore said.</exception>
    public static Task ReadAsync(string connectionString, string file, CancellationToken stop) =>
        RunAsync("pg_restore", connectionString, ["--no-owner", "--clean", "--if-exists", "--single-transaction", "--exit-on-error", "--dbname=" + Name(connectionString), file], stop);

    private static string Name(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Database ?? "";

    private static async Task RunAsync(string program, string connectionString, IEnumerable<string> arguments, CancellationToken stop)
    {
        var start = new ProcessStartInfo(await FindAsync(program), arguments) { UseShellExecute = false, RedirectStandardError = true };
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        start.Environment["PGHOST"] = to.Host;
        start.Environment["PGPORT"] = to.Port.ToString();
        start.Environment["PGUSER"] = to.Username;
        start.Environment["PGPASSWORD"] = to.Password;
        start.Environment["PGDATABASE"] = to.Database;
        using var process = Process.Start(start) ?? throw new DumpException($"{program} could not be started.");
        var said = await process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        if (process.ExitCode != 0)
            throw new DumpException($"{program} failed: {said.Trim()}");
    }

    /// <summary>The newest there is: an older one refuses a newer server.</summary>
    private static async Task<string> FindAsync(string program)
    {
        var found = await PostgresPrograms.FindAllAsync();
        return found.Select(programs => programs[program]).FirstOrDefault(File.Exists) ?? throw new DumpException(
            $"This machine has no {program}. It comes with the system's Postgres package (Debian: apt-get install postgresql), not with the one from npm.");
    }
}

/// <summary>A backup could not be written or read. The message is for people.</summary>
internal sealed class DumpException(string message) : Exception(message);
