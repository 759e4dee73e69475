namespace CoProWeek.Storage;

/// <summary>Where things are kept when nobody says otherwise.</summary>
internal static class DataDirectory
{
    private const string Name = "coproweek";
    private const string ForRoot = "/var/lib";

    /// <summary>What <c>--data</c> names, or the default: <c>/var/lib/coproweek</c> as root, else <c>~/.local/share/coproweek</c>.</summary>
    public static string Resolve(string? data) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(string.IsNullOrWhiteSpace(data) ? Path.Combine(Home, Name) : data));

    /// <summary>The demo never touches the real one.</summary>
    public static string ResolveForDemo(string? data) => Resolve(data) + "-demo";

    /// <summary>Where deploy/set-up.sh puts programs that come from no package of the system.</summary>
    public static IEnumerable<string> DownloadedPrograms { get; } =
        [.. new[] { Home, ForRoot }.Distinct(StringComparer.Ordinal).Select(home => Path.Combine(home, Name + "-postgres"))];

    private static string Home => Environment.IsPrivilegedProcess ? ForRoot : XdgDataHome;

    private static string XdgDataHome =>
        Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { } named && Path.IsPathRooted(named)
            ? named
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
}
