using System.Runtime.InteropServices;

namespace CoProWeek.Cli;

/// <summary>Ends when the process is asked to, for verbs that run no host of their own.</summary>
internal sealed class ManualStop : IDisposable
{
    private readonly TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly PosixSignalRegistration[] signals;

    public ManualStop()
    {
        signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Ask))];
    }

    public Task Task => asked.Task;

    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = true;
        asked.TrySetResult();
    }
}
