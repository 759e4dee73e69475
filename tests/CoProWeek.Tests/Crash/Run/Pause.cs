namespace CoProWeek.Tests.Crash.Run;

/// <summary>A while of real time, in a run that lasts as long as it lasts.</summary>
internal static class Pause
{
    /// <summary>False when it was cut short.</summary>
    public static async Task<bool> ForAsync(TimeSpan span, CancellationToken stop)
    {
        // A timer counts whole milliseconds, and takes no fewer than one.
        if (span < TimeSpan.FromMilliseconds(1))
            return !stop.IsCancellationRequested;
        using var timer = new PeriodicTimer(span);
        try
        {
            return await timer.WaitForNextTickAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Whether it became true before the span was over.</summary>
    public static async Task<bool> UntilAsync(Func<Task<bool>> condition, TimeSpan span, CancellationToken stop)
    {
        var begun = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(begun) > span || !await ForAsync(TimeSpan.FromMilliseconds(20), stop))
                return false;
        }
        return true;
    }
}
