using System.Diagnostics;

namespace CoProWeek.Tests.Support;

/// <summary>This very project as another process, told what to do by lines and answering by lines.</summary>
internal sealed class HelperProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process process;

    private HelperProcess(Process process) => this.process = process;

    public static string[] CommandLine { get; } = [Environment.ProcessPath!, typeof(HelperProcess).Assembly.Location];

    public int Id => process.Id;

    /// <summary>In a process group of its own, as a shell would start it: the group can be sent a Ctrl-C.</summary>
    public static HelperProcess Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("setsid", [.. CommandLine, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        return new(Process.Start(start)!);
    }

    public async Task<string> ReadLineAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return await process.StandardOutput.ReadLineAsync(patience.Token)
            ?? throw new InvalidOperationException("The helper process ended without an answer.");
    }

    public Task SayAsync(string line) => process.StandardInput.WriteLineAsync(line);

    public async Task<string> AskAsync(string line)
    {
        await SayAsync(line);
        return await ReadLineAsync();
    }

    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> ExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }
}
