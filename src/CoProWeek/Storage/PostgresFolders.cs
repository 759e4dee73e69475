namespace CoProWeek.Storage;

/// <summary>Where systems keep Postgres programs.</summary>
internal static class PostgresFolders
{
    public static IEnumerable<string> All() =>
        OnPath()
            .Concat(Below("/usr/lib/postgresql", "bin"))       // Debian, Ubuntu
            .Concat(Below("/usr", "bin", "pgsql-*"))           // Postgres' own RPMs
            .Concat(Below("/usr/libexec", "", "postgresql*"))  // Alpine
            .Append("/usr/bin")                                // Fedora, Arch
            .Append("/usr/local/pgsql/bin")                    // built from source
            .Concat(Below("/opt/homebrew/opt", "bin", "postgresql*"))
            .Concat(Below("/usr/local/opt", "bin", "postgresql*"))
            .Concat(Below("/Applications/Postgres.app/Contents/Versions", "bin"))
            .Concat(DataDirectory.DownloadedPrograms.Select(folder => Path.Combine(folder, "bin")));

    /// <summary>What stands on the path is often a link into the folder that has all of them.</summary>
    private static IEnumerable<string> OnPath() =>
        from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        let program = Path.Combine(folder, "pg_ctl")
        where Path.IsPathRooted(program) && File.Exists(program)
        select Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program);

    private static IEnumerable<string> Below(string folder, string programs, string pattern = "*") =>
        Directory.Exists(folder)
            ? Directory.EnumerateDirectories(folder, pattern).Select(found => Path.Combine(found, programs))
            : [];
}
