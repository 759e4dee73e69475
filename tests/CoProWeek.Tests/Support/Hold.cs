namespace CoProWeek.Tests.Support;

/// <summary>Somebody waiting at a gate.</summary>
internal sealed class Hold(int after, Func<string, bool>? meant = null)
{
    private readonly TaskCompletionSource<string> arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource released = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int left = after;

    /// <summary>Completes when somebody waits.</summary>
    public Task Reached => arrived.Task.WaitAsync(Eventually.Patience);

    /// <summary>The same, without end; with the body of the first call that waits.</summary>
    public Task<string> Arrived => arrived.Task;

    public void Release() => End(breaking: false);

    /// <summary>What waits goes on, or breaks.</summary>
    public void End(bool breaking)
    {
        if (breaking)
            released.TrySetCanceled();
        else
            released.TrySetResult();
    }

    public Task WaitAsync(string body, CancellationToken gone)
    {
        if (meant is not null && !meant(body) || Interlocked.Decrement(ref left) >= 0)
            return Task.CompletedTask;
        arrived.TrySetResult(body);
        return released.Task.WaitAsync(gone);
    }
}
