using System.Collections.Concurrent;
using System.Diagnostics;

namespace CoProWeek.Tests.Support;

/// <summary>The program itself, as a process of its own, so that it can be killed.</summary>
internal sealed class AppProcess : IDisposable
{
    /// <summary>As it was built with the tests; the long crash run takes it as it is installed, compiled ahead.</summary>
    private static readonly string[] Program =
        Environment.GetEnvironmentVariable("COPROWEEK_PROGRAM") is { Length: > 0 } installed ? [installed] : ["dotnet", "exec", Path.Combine(AppContext.BaseDirectory, "coproweek.dll")];

    private readonly Process process;
    private readonly ConcurrentQueue<string> said = new();
    private readonly ConcurrentQueue<string> output = new();
    private readonly ConcurrentQueue<string> talk = new();

    private AppProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data, output);
        process.ErrorDataReceived += (_, line) => Hear(line.Data, talk);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>All it has said, on either stream.</summary>
    public string Said => string.Join('\n', said);

    /// <summary>Its data: standard output.</summary>
    public string Output => string.Join('\n', output);

    /// <summary>Its talk: standard error.</summary>
    public string Talk => string.Join('\n', talk);

    /// <summary>It hears a Ctrl-C, even where the shell that runs the tests in the background had it ignored.</summary>
    public static AppProcess Start(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        Run(environment, ["env", "--default-signal=INT", .. Program, .. arguments]);

    /// <summary>In a process group of its own: a Ctrl-C at the terminal is for us alone.</summary>
    public static AppProcess StartApart(IReadOnlyDictionary<string, string?> environment, params string[] arguments) =>
        Run(environment, ["setsid", .. Program, .. arguments]);

    private static AppProcess Run(IReadOnlyDictionary<string, string?> environment, string[] line)
    {
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return new AppProcess(Process.Start(start)!);
    }

    /// <summary>As a power cut would: nothing of it runs on.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>As systemd would, once it is up: it may finish what is under way. Returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        await UntilSaidAsync("Application started");
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        return await EndAsync();
    }

    public Task UntilSaidAsync(string words, TimeSpan? patience = null) =>
        Eventually.TrueAsync(() => Task.FromResult(Said.Contains(words, StringComparison.Ordinal)), () => $"It never said \"{words}\", but:\n{Said}", patience);

    /// <summary>A line, as somebody types it who was asked.</summary>
    public async Task TypeAsync(string line)
    {
        await process.StandardInput.WriteLineAsync(line);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>Everything that comes through the pipe to its standard input.</summary>
    public async Task PipeAsync(Stream content)
    {
        await content.CopyToAsync(process.StandardInput.BaseStream);
        process.StandardInput.Close();
    }

    public async Task<int> EndAsync(TimeSpan? patience = null)
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience ?? Eventually.Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It did not end. It said:\n{Said}");
        }
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
            process.Kill();
        process.Dispose();
    }

    private void Hear(string? line, ConcurrentQueue<string> stream)
    {
        if (line is null)
            return;
        said.Enqueue(line);
        stream.Enqueue(line);
    }
}
