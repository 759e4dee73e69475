using System.Diagnostics;
using System.Text;
using CoProWeek.Campaigns;

namespace CoProWeek.Reporting.Files;

/// <summary>The report's HTML, printed on A4 by a headless Chromium with a profile of its own, which is gone afterwards.</summary>
internal static class ReachPdf
{
    private const int MostTries = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(100);

    // The file is our own and runs no script: there is nothing for a sandbox to keep in, and as root Chromium starts with none.
    private static readonly string[] Arguments =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-pdf-header-footer",
    ];

    /// <exception cref="RefusedException">There is no Chromium, or it did not print.</exception>
    public static async Task WriteAsync(ReachReport report, Stream to, CancellationToken stop)
    {
        var program = PrintingBrowser.Find();
        var folder = Directory.CreateTempSubdirectory("coproweek-pdf-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "report.html"), Path.Combine(folder.FullName, "report.pdf"));
            await File.WriteAllTextAsync(page, await ReachHtml.FileAsync(report), Encoding.UTF8, stop);
            var said = await RunAsync(program, [.. Arguments, $"--user-data-dir={Path.Combine(folder.FullName, "profile")}", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri], stop);
            if (!File.Exists(pdf))
                throw new RefusedException($"{program} printed no PDF. It said: {Words.First(said, 400)} Write the report with --format html and print that from any browser.");
            await using var printed = File.OpenRead(pdf);
            await printed.CopyToAsync(to, stop);
        }
        finally
        {
            await DeleteAsync(folder);
        }
    }

    /// <summary>What a browser leaves running for a moment may still write into its profile.</summary>
    private static async Task DeleteAsync(DirectoryInfo folder)
    {
        for (var left = MostTries; ; left--)
        {
            try
            {
                folder.Delete(recursive: true);
                return;
            }
            catch (IOException) when (left > 1)
            {
                await Task.Delay(Glance, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    /// <returns>What it said.</returns>
    private static async Task<string> RunAsync(string program, string[] arguments, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new RefusedException($"{program} had not printed the report after {Patience.TotalMinutes:0} minutes, and was ended. Write the report with --format html and print that from any browser.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
        return $"{await error} {await output}";
    }
}
