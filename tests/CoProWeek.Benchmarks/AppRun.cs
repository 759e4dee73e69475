using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace CoProWeek.Benchmarks;

/// <summary>One running process of the app; it is asked to leave, and has left, when this ends.</summary>
internal sealed class AppRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(10);

    private readonly Process process;
    private readonly StringBuilder said = new();

    public AppRun(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Hear(line.Data);
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>How long it has computed so far, in ms: this process alone, not Postgres.</summary>
    public double ProcessorMs => ProcessorTime.Of(process.Id);

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Asks until the answer is 200.</summary>
    public async Task AnswersAsync(Uri address)
    {
        using var http = new HttpClient();
        using var patience = new CancellationTokenSource(Patience);
        while (!await IsOkAsync(http, address, patience.Token))
        {
            if (process.HasExited)
                throw new InvalidOperationException($"The app ended before it was ready:\n{said}");
            await Task.Delay(AskEvery, TimeProvider.System, patience.Token);
        }
    }

    /// <summary>Its resident memory (VmRSS) in MB once it has been at rest for a while: this process alone, not Postgres.</summary>
    public async Task<double> ResidentAfterAsync(TimeSpan rest)
    {
        await Task.Delay(rest, TimeProvider.System, CancellationToken.None);
        var line = (await File.ReadAllLinesAsync($"/proc/{process.Id}/status")).Single(one => one.StartsWith("VmRSS:", StringComparison.Ordinal));
        var kib = double.Parse(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        return kib * 1024 / 1_000_000;
    }

    public async Task EndAsync()
    {
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"The app ended with {process.ExitCode}:\n{said}");
    }

    /// <summary>As a power cut would.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
            await process.WaitForExitAsync();
        }
        process.Dispose();
    }

    private static async Task<bool> IsOkAsync(HttpClient http, Uri address, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(address, stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Hear(string? line)
    {
        lock (said)
            said.AppendLine(line);
    }
}
