using System.Globalization;
using System.Text.RegularExpressions;

namespace CoProWeek.Storage;

/// <summary>A folder with the Postgres programs of one version.</summary>
internal sealed partial record PostgresPrograms(string Folder, int Major)
{
    public const int OldestMajor = 15;

    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    public string this[string program] => Path.Combine(Folder, program);

    /// <summary>All that this machine has, newest first.</summary>
    public static async Task<IReadOnlyList<PostgresPrograms>> FindAllAsync()
    {
        var folders = PostgresFolders.All().Where(HasAll).Distinct(StringComparer.Ordinal);
        var found = await Task.WhenAll(folders.Select(ReadAsync));
        return [.. found.OfType<PostgresPrograms>().OrderByDescending(programs => programs.Major)];
    }

    /// <summary>Those of an existing cluster's version, or for a new cluster the newest.</summary>
    public static PostgresPrograms Choose(IReadOnlyList<PostgresPrograms> found, string cluster, int? clusterMajor)
    {
        if (clusterMajor is { } made)
            return found.FirstOrDefault(programs => programs.Major == made) ?? throw Mismatch(found, cluster, made);
        return found.FirstOrDefault(programs => programs.Major >= OldestMajor) ?? throw Missing(found);
    }

    private static EmbeddedPostgresException Mismatch(IReadOnlyList<PostgresPrograms> found, string cluster, int made) => new(
        $"The database in {cluster} was made by Postgres {made}, but this machine has {Describe(found)}. " +
        $"Install Postgres {made} beside it, or restore a backup into another folder: coproweek restore FILE --data DIR");

    private static EmbeddedPostgresException Missing(IReadOnlyList<PostgresPrograms> found) => new(
        $"CoProWeek keeps its data in Postgres {OldestMajor} or newer, and this machine has {Describe(found)}. " +
        "Run ./demo or ./test once, which install it; or install it yourself (Debian and Ubuntu: sudo apt-get install postgresql); " +
        "or name a server of yours in ConnectionStrings:CoProWeek");

    private static string Describe(IReadOnlyList<PostgresPrograms> found) => found.Count == 0
        ? "no Postgres programs"
        : "only " + string.Join(" and ", found.Select(programs => $"Postgres {programs.Major} ({programs.Folder})"));

    private static bool HasAll(string folder) => Needed.All(program => File.Exists(Path.Combine(folder, program)));

    private static async Task<PostgresPrograms?> ReadAsync(string folder)
    {
        var said = await SystemCommand.RunAsync(Path.Combine(folder, "pg_ctl"), "--version");
        return VersionPattern().Match(said.Output) is { Success: true } match
            ? new(folder, int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VersionPattern();
}
