using System.Collections.Concurrent;

namespace CoProWeek.Publishing;

/// <summary>
/// Work that the sweep starts and does not wait for, one at a time under each name: a slow network must not keep the
/// sweep from its next look.
/// </summary>
internal sealed partial class Wakes(ILogger<Wakes> log)
{
    private readonly ConcurrentDictionary<string, Task> underWay = new();

    /// <summary>Starts the work, unless what was started under this name is still going on.</summary>
    public void Start(string name, Func<Task> work)
    {
        if (underWay.TryGetValue(name, out var before) && !before.IsCompleted)
            return;
        underWay[name] = RunAsync(name, work);
    }

    /// <summary>Waits for all that is under way.</summary>
    public Task DrainAsync() => Task.WhenAll(underWay.Values);

    private async Task RunAsync(string name, Func<Task> work)
    {
        try
        {
            await Task.Run(work);
        }
        catch (OperationCanceledException)
        {
            // The host is stopping: the rows say what is left to do.
        }
        catch (Exception e)
        {
            Log.Failed(log, name, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "{Name} failed; the next sweep looks again")]
        public static partial void Failed(ILogger log, string name, Exception e);
    }
}
