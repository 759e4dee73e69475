using CoProWeek.Clock;

namespace CoProWeek.Networks.Sandbox.Posts;

/// <summary>
/// Creates that are accepted after their client gave up. They wait on campaign time: on a step clock the reads that
/// look for them are steps ahead, and real seconds would let the post come up after its absence was proved, which
/// the real network cannot do. Nothing holds the step clock meanwhile: its client has hung up, and what has come due
/// is accepted before the next request of any kind is looked at, so that no read can overtake it.
/// </summary>
internal sealed class LateArrivals(CampaignClock clock) : IDisposable
{
    /// <summary>The longest a client waits (DESIGN, section 4). One that hung up unnoticed is taken to have waited this long.</summary>
    private static readonly TimeSpan ClientPatience = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly List<Held> waiting = [];

    public int Count
    {
        get
        {
            lock (gate)
                return waiting.Count;
        }
    }

    /// <summary>Answers once the request was accepted, if its client is still there by then.</summary>
    public async Task<Answer> HoldAsync(SandboxCall call, TimeSpan late, Func<DateTimeOffset, Answer> accept)
    {
        var held = new Held(accept, call.ArrivedAt + ClientPatience + late);
        lock (gate)
            waiting.Add(held);
        Wake(held);
        try
        {
            return await held.Answered.Task.WaitAsync(call.Aborted);
        }
        catch (OperationCanceledException)
        {
            // Counted from its arrival: the clock may have been stepped before we heard of the hang-up.
            var due = call.ArrivedAt + call.Elapsed + late;
            lock (gate)
                held.DueAt = due < held.DueAt ? due : held.DueAt;
            Wake(held);
            throw;
        }
    }

    /// <summary>Accepts what has come due, in the order it came due.</summary>
    public void AcceptDue(DateTimeOffset now)
    {
        lock (gate)
        {
            foreach (var held in waiting.Where(held => held.DueAt <= now).OrderBy(held => held.DueAt).ToList())
            {
                waiting.Remove(held);
                held.Timer?.Dispose();
                held.Answered.TrySetResult(Accept(held));
            }
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var held in waiting)
                held.Timer?.Dispose();
            waiting.Clear();
        }
    }

    private void Wake(Held held)
    {
        lock (gate)
        {
            if (!waiting.Contains(held))
                return;
            held.Timer?.Dispose();
            var left = held.DueAt - clock.GetUtcNow();
            held.Timer = clock.CreateTimer(_ => AcceptDue(clock.GetUtcNow()), null, left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
    }

    private static Answer Accept(Held held)
    {
        try
        {
            return held.Accept(held.DueAt);
        }
        catch (RefusalException refusal)
        {
            return refusal.Answer;
        }
    }

    private sealed class Held(Func<DateTimeOffset, Answer> accept, DateTimeOffset dueAt)
    {
        public TaskCompletionSource<Answer> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Func<DateTimeOffset, Answer> Accept { get; } = accept;

        public DateTimeOffset DueAt { get; set; } = dueAt;

        public ITimer? Timer { get; set; }
    }
}
