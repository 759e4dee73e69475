using System.Diagnostics;

namespace CoProWeek.Clock;

/// <summary>
/// Lives a rehearsed week: as soon as the present minute is settled it goes straight to the next instant at which
/// anything is due, at most <paramref name="speed"/> campaign minutes in each real second. A stretch in which no leader
/// does anything counts as twelve hours at the most: nobody watches a weekend.
/// </summary>
internal sealed class Stepper(IEnumerable<IStepSource> sources, StepMarks marks, StepClock clock, double speed)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(12);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(4);

    private readonly IStepSource[] leaders = [.. sources.Where(source => source.Leads)];
    private readonly IStepSource[] followers = [.. sources.Where(source => !source.Leads)];
    private long steppedAt = Stopwatch.GetTimestamp();
    private (DateTimeOffset From, DateTimeOffset To) stretch;

    /// <summary>Ends when the leaders have nothing left that happens by itself, and not before <paramref name="until"/> where that is given.</summary>
    public async Task LiveAsync(DateTimeOffset? until, CancellationToken stop)
    {
        // All questions are asked of one instant: what falls due between two would be seen by neither.
        for (var now = await SettledAsync(stop); await LeadAsync(now, until, stop) is { } lead; now = await SettledAsync(stop))
        {
            var next = await NextAsync(followers, now, stop) is { } sooner && sooner < lead ? sooner : lead;
            await PaceAsync(now, next, lead, stop);
            await marks.KeepAsync(new StepMark { At = next }, stop);
            clock.StepTo(next);
            steppedAt = Stopwatch.GetTimestamp();
        }
        await marks.KeepAsync(new StepMark { At = clock.GetUtcNow(), Finished = true }, stop);
    }

    private async Task<DateTimeOffset> SettledAsync(CancellationToken stop)
    {
        while (true)
        {
            var now = clock.GetUtcNow();
            if (await IsSettledAsync(now, stop))
                return now;
            await Task.Delay(LookEvery, TimeProvider.System, stop);
        }
    }

    private async Task<bool> IsSettledAsync(DateTimeOffset now, CancellationToken stop)
    {
        foreach (var source in sources)
        {
            if (!await source.IsSettledAsync(now, stop))
                return false;
        }
        return true;
    }

    private async Task<DateTimeOffset?> LeadAsync(DateTimeOffset now, DateTimeOffset? until, CancellationToken stop) =>
        await NextAsync(leaders, now, stop) ?? (until > now ? until : null);

    private static async Task<DateTimeOffset?> NextAsync(IStepSource[] some, DateTimeOffset now, CancellationToken stop)
    {
        DateTimeOffset? next = null;
        foreach (var source in some)
        {
            if (await source.NextAsync(now, stop) is { } at && !(next < at))
                next = at;
        }
        return next;
    }

    /// <summary>A step's share of the stretch to the leaders' next instant, less the real time that the present minute has already taken.</summary>
    private async Task PaceAsync(DateTimeOffset now, DateTimeOffset next, DateTimeOffset lead, CancellationToken stop)
    {
        if (stretch.To != lead)
            stretch = (now, lead);
        var whole = stretch.To - stretch.From;
        var wait = ((whole < LongestWait ? whole : LongestWait) * ((next - now) / whole) / (speed * 60)) - Stopwatch.GetElapsedTime(steppedAt);
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, TimeProvider.System, stop);
    }
}
