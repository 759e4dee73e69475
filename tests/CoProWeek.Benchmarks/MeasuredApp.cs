using System.Diagnostics;

namespace CoProWeek.Benchmarks;

/// <summary>The program as it is installed: published and compiled ahead (ReadyToRun), as deploy/publish.sh makes it.</summary>
internal sealed record MeasuredApp(string Program, string Says)
{
    /// <summary>Published anew when a source is newer: what stands here is what is measured.</summary>
    public static async Task<MeasuredApp> FindAsync()
    {
        var root = Root();
        using var publish = Process.Start("sh", [Path.Combine(root, "deploy", "publish.sh")]);
        await publish.WaitForExitAsync();
        if (publish.ExitCode != 0)
            throw new InvalidOperationException("deploy/publish.sh failed, so there is no app to measure; its message stands above.");
        return new(Path.Combine(root, "artifacts", "app", "coproweek"), "artifacts/app, published ReadyToRun, a private database in a folder of its own");
    }

    public AppRun Start(IEnumerable<string> arguments, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__CoProWeek"] = "";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new AppRun(Process.Start(start)!);
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "CoProWeek.sln")))
            at = at.Parent ?? throw new InvalidOperationException("The benchmarks run from inside the repository.");
        return at.FullName;
    }
}
