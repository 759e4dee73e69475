using System.Runtime.InteropServices;

namespace CoProWeek.Cli;

/// <summary>Cancelled by Ctrl-C or a kill that may be answered, so that the process can tidy up after itself.</summary>
internal sealed class Interrupted : IDisposable
{
    private readonly CancellationTokenSource asked;
    private readonly PosixSignalRegistration[] signals;

    public Interrupted(CancellationToken stop)
    {
        asked = CancellationTokenSource.CreateLinkedTokenSource(stop);
        signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }.Select(signal => PosixSignalRegistration.Create(signal, Ask))];
    }

    public CancellationToken Token => asked.Token;

    public void Dispose()
    {
        foreach (var signal in signals)
            signal.Dispose();
        asked.Dispose();
    }

    private void Ask(PosixSignalContext context)
    {
        context.Cancel = true;
        asked.Cancel();
    }
}
