using CoProWeek.Campaigns;

namespace CoProWeek.Reporting.Files;

/// <summary>The browser that prints: the system's own Chromium or Chrome, where there is one.</summary>
internal static class PrintingBrowser
{
    // The same places as deploy/set-up.sh.
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

    private static readonly string[] Applications =
    [
        "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    /// <exception cref="RefusedException">There is none.</exception>
    public static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .Concat(Applications)
            .FirstOrDefault(File.Exists)
        ?? throw new RefusedException($"A PDF is printed by Chromium, and there is none on the PATH ({string.Join(", ", Names)}). Install it (Debian and Ubuntu: apt install chromium), or write the report with --format html and print that from any browser.");
}
