namespace CoProWeek.Tests.Crash.Run;

/// <summary>How far a run has come, on standard error: one line that changes at a terminal, a line now and then elsewhere.</summary>
internal sealed class CrashProgress(int sends, bool quiet = false)
{
    private static readonly TimeSpan NowAndThen = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan AtATerminal = TimeSpan.FromSeconds(0.5);

    private readonly bool changes = !Console.IsErrorRedirected;
    private long? begun;
    private long shown;

    public void Say(string words)
    {
        if (!quiet)
            Console.Error.WriteLine(changes ? $"\r\e[K{words}" : words);
    }

    public void Approved(int done, int of)
    {
        if (done == of || IsTime())
            Line($"Approved {done:N0} of {of:N0}");
    }

    public void Show(Standing standing, int kills)
    {
        var since = begun ??= TimeProvider.System.GetTimestamp();
        if (!IsTime())
            return;
        var rate = standing.Settled / TimeProvider.System.GetElapsedTime(since).TotalSeconds;
        var left = rate > 0 ? TimeSpan.FromSeconds((sends - standing.Settled) / rate) : TimeSpan.Zero;
        Line($"{standing.Settled:N0} of {sends:N0} sends done, {rate:0.0} a second, {standing.Unknown:N0} in doubt, {kills:N0} kills, about {left.TotalMinutes:0.0} minutes left");
    }

    private bool IsTime()
    {
        if (TimeProvider.System.GetElapsedTime(shown) < (changes ? AtATerminal : NowAndThen))
            return false;
        shown = TimeProvider.System.GetTimestamp();
        return true;
    }

    private void Line(string words)
    {
        if (quiet)
            return;
        if (changes)
            Console.Error.Write($"\r\e[K{words}");
        else
            Console.Error.WriteLine(words);
    }
}
