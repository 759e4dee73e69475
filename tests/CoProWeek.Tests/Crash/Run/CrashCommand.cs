using System.Globalization;
using System.Runtime.InteropServices;

namespace CoProWeek.Tests.Crash.Run;

/// <summary><c>./test --crash N [--seed S]</c>: the long run. Its last line is one JSON object; it fails when anything was doubled or lost.</summary>
internal static class CrashCommand
{
    private const int Failed = 1;
    private const int WrongUsage = 2;

    public static async Task<int> RunAsync(string[] said)
    {
        if (Read(said) is not { } plan)
        {
            await Console.Error.WriteLineAsync("Say how many: ./test --crash 200, and for the same chances again the seed that a run has printed: ./test --crash 200 --seed 7");
            return WrongUsage;
        }
        using var stop = new CancellationTokenSource();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            // The first is heeded in good order; a second ends it as it is.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        });
        var progress = new CrashProgress(plan.Sends);
        progress.Say($"{plan.Sends:N0} sends, seed {plan.Seed}. Ctrl-C ends it early, with a table of what was done.");
        try
        {
            return await PrintAsync(await CrashRun.LiveAsync(plan, progress, stop.Token), progress);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            progress.Say("Stopped before anything was sent.");
            return Failed;
        }
    }

    private static async Task<int> PrintAsync(CrashReport report, CrashProgress progress)
    {
        progress.Say("");
        foreach (var line in report.Lines())
            await Console.Out.WriteLineAsync(line);
        return report.Verdict.IsClean ? 0 : Failed;
    }

    private static CrashPlan? Read(string[] said)
    {
        var seed = Dice.NewSeed();
        var isWell = said switch
        {
            [var n] => IsNumber(n, out _),
            [var n, "--seed", var from] => IsNumber(n, out _) && IsNumber(from, out seed),
            _ => false,
        };
        return isWell && IsNumber(said[0], out var sends) && sends > 0 ? new CrashPlan(sends, seed) : null;
    }

    private static bool IsNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
