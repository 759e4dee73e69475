using System.Globalization;

namespace CoProWeek.Storage;

/// <summary>What lies where in a data directory.</summary>
internal sealed class ClusterFolder(string folder)
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode Enterable = Private | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public string Path { get; } = folder;

    public string Cluster => In("postgres");

    /// <summary>A cluster in the making. A half-made one is thrown away, never used.</summary>
    public string NewCluster => In("postgres.new");

    public string PasswordFile => In("postgres-password");

    public string Log => System.IO.Path.Combine(Cluster, "server.log");

    /// <summary>Held shared by every process that uses the cluster.</summary>
    public string InUse => In("in-use");

    /// <summary>Held by the one process that starts, adopts or stops it.</summary>
    public string Starting => In("starting");

    /// <summary>The version that made the cluster, or null when there is none yet.</summary>
    public int? Major =>
        File.Exists(VersionFile) ? int.Parse(File.ReadAllText(VersionFile).Trim(), CultureInfo.InvariantCulture) : null;

    private string VersionFile => System.IO.Path.Combine(Cluster, "PG_VERSION");

    /// <summary>Makes the folder if there is none; the mode of one that a person made is theirs.</summary>
    public async Task PrepareAsync(PostgresUser user)
    {
        try
        {
            if (!Directory.Exists(Path))
            {
                Directory.CreateDirectory(Path);
                File.SetUnixFileMode(Path, user.IsAnother ? Enterable : Private);
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new EmbeddedPostgresException(
                $"The data directory {Path} cannot be made: {e.Message} Name another with --data DIR.", e);
        }
        if (user.IsAnother)
            await RequireEntryAsync(user);
    }

    private const string FirstBarred = "for folder; do [ -x \"$folder\" ] || { printf %s \"$folder\"; exit 1; }; done";

    private async Task RequireEntryAsync(PostgresUser user)
    {
        var looked = await user.RunAsync(["/bin/sh", "-c", FirstBarred, "sh", .. FromTheRoot()]);
        if (!looked.Succeeded)
            throw new EmbeddedPostgresException(
                $"The data directory {Path} cannot be used: Postgres runs as the user \"{user.Name}\", who may not enter {looked.Said}. " +
                $"Allow it (chmod o+x {looked.Said}) or name another with --data DIR.");
    }

    private IEnumerable<string> FromTheRoot()
    {
        var folders = new Stack<string>();
        for (var next = Path; next is not null; next = System.IO.Path.GetDirectoryName(next))
            folders.Push(next);
        return folders;
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
