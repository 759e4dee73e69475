using CoProWeek.Accounts;
using CoProWeek.Clock;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CoProWeek.Collecting;

/// <summary>
/// Looks through a watch's next span, page by page. A page and how far it brought the run are kept in one transaction, so that
/// a kill loses nothing: the next look goes on where the rows say.
/// </summary>
internal sealed partial class Collector(
    NpgsqlDataSource database, NetworkList networks, WatchStore watches, RunStore runs, GapStore gaps, Counter counter, Auditor auditor, Rereader rereader, Budget budget, CampaignClock clock,
    IOptions<CollectingOptions> options, ILogger<Collector> log)
{
    public async Task CollectDueAsync(CancellationToken stop)
    {
        foreach (var watch in await watches.DueAsync(clock.GetUtcNow(), stop))
            await CollectAsync(watch.Id, evenIfNotDue: false, stop);
    }

    /// <returns>What came of it; null while another process has this watch in hand, or has just done it.</returns>
    public async Task<Collected?> CollectAsync(long watchId, bool evenIfNotDue, CancellationToken stop)
    {
        await using var hold = await Hold.OfWatchAsync(database, watchId, stop);
        if (hold is null)
            return null;
        var watch = await watches.FindAsync(watchId, stop);
        return evenIfNotDue || watch.NextAt <= clock.GetUtcNow() ? await TryAsync(watch, stop) : null;
    }

    // The edge: whatever goes wrong stands on the watch, where people look, and the next look is a while away.
    private async Task<Collected> TryAsync(Watch watch, CancellationToken stop)
    {
        try
        {
            var network = networks.Find(watch.Network);
            await AffordAsync(watch, stop);
            await rereader.CareDueAsync(watch.CampaignId, stop);
            var counted = await counter.CountDueAsync(watch, network, stop);
            return await LookAsync(watch, network, counted, stop);
        }
        catch (NetworkReadException e)
        {
            Log.NotRead(log, watch.Sought, e.Message);
            // That the credits are used up, and until when nothing is asked, is told already.
            return await PutOffAsync(watch, e.Until, e.Message, stop, needsPerson: e is { Reason: not null, Until: null });
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.Failed(log, watch.Sought, e);
            return await PutOffAsync(watch, null, $"CoProWeek: looking for {watch.Sought} failed through a fault of its own; the log says which. It is tried again by itself.", stop);
        }
    }

    private async Task<Collected> PutOffAsync(Watch watch, DateTimeOffset? until, string problem, CancellationToken stop, bool needsPerson = false)
    {
        var now = clock.GetUtcNow();
        var soonest = now + options.Value.RetryAfter;
        var next = until > soonest ? until.Value : soonest;
        await (needsPerson ? watches.StopAsync(watch.Id, next, problem, now, stop) : watches.PostponeAsync(watch.Id, next, problem, now, stop));
        return new Collected { Problem = problem };
    }

    private async Task<Collected> LookAsync(Watch watch, INetwork network, bool counted, CancellationToken stop)
    {
        var came = await RunAllAsync(watch, network, stop);
        var now = clock.GetUtcNow();
        if (counted || watch.CountedAt > (watch.AuditedAt ?? DateTimeOffset.MinValue))
        {
            // Compared once all is in: what is short is looked through at once, and what can no longer be is written down.
            if (await auditor.AuditDueAsync(await watches.FindAsync(watch.Id, stop), stop) > 0)
                came += await RunAllAsync(watch, network, stop);
            await gaps.LoseAsync(watch.CampaignId, Run.OldestFor(network.Limits, now), now, stop);
        }
        await watches.PostponeAsync(watch.Id, watch.NextAfter(now, options.Value), problem: "", now, stop);
        return came;
    }

    /// <summary>What was begun, then what is new, then what was missed, the newest gap first.</summary>
    private async Task<Collected> RunAllAsync(Watch watch, INetwork network, CancellationToken stop)
    {
        var came = new Collected();
        for (var run = await runs.UnfinishedAsync(watch.Id, stop); (run ?? await BeginAsync(watch.Id, network, stop)) is { } next; run = null)
        {
            while (!next.IsWhole)
            {
                await AffordAsync(watch, stop);
                next = await KeepAsync(watch, network, next, await SearchAsync(watch, network, next, stop), stop);
            }
            came += new Collected { Posts = next.Posts, NewPosts = next.NewPosts };
        }
        return came;
    }

    private async Task<Run?> BeginAsync(long watchId, INetwork network, CancellationToken stop)
    {
        var (watch, now) = (await watches.FindAsync(watchId, stop), clock.GetUtcNow());
        var planned = Run.OfNew(watch, network.Limits, now)
            ?? (await gaps.NewestAsync(watchId, Run.OldestFor(network.Limits, now), stop) is { } gap ? Run.OfGap(gap, now) : null);
        return planned is null ? null : await runs.BeginAsync(watchId, planned, stop);
    }

    /// <summary>Before each page: what is left of a limit is kept for posts.</summary>
    private async Task AffordAsync(Watch watch, CancellationToken stop)
    {
        if (await budget.WhyNoReadingAsync(watch.CampaignId, stop) is { } why)
            throw new NetworkReadException(why) { Reason = HoldReason.Budget };
    }

    private async Task<FoundPage> SearchAsync(Watch watch, INetwork network, Run run, CancellationToken stop)
    {
        try
        {
            return await network.SearchAsync(watch.Reader, run.Search(watch.QueryOn(network), network.Limits), stop);
        }
        catch (NetworkReadException e) when (e.HttpStatus == 400)
        {
            // It will never be answered: its page or its id is too old by now. The next one asks by time.
            await runs.AbandonAsync(run.Id, e.Message, clock.GetUtcNow(), stop);
            throw;
        }
    }

    private async Task<Run> KeepAsync(Watch watch, INetwork network, Run run, FoundPage page, CancellationToken stop)
    {
        var at = clock.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var kept = await MentionStore.KeepAsync(transaction, watch.Network, page.Posts, at, stop);
        await MentionStore.WatchedAsync(transaction, watch, run.Id, kept, at, stop);
        var next = await RunStore.AdvanceAsync(transaction, run, page with { Unreadable = page.Unreadable + kept.Odd }, kept.New, at, stop);
        if (next.IsWhole)
            await RunStore.WholeAsync(transaction, run.Id, stop);
        if (next.IsWhole && run.FillsGap)
            await GapStore.LookedThroughAsync(transaction, run.Id, Run.OldestFor(network.Limits, at), at, stop);
        await RollupStore.SettleAsync(transaction, stop);
        await transaction.CommitAsync(stop);
        return next;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for {Sought}: {Why}")]
        public static partial void NotRead(ILogger log, string sought, string why);

        [LoggerMessage(Level = LogLevel.Error, Message = "Looking for {Sought} failed")]
        public static partial void Failed(ILogger log, string sought, Exception e);
    }
}

/// <summary>What came of one look.</summary>
internal sealed record Collected
{
    /// <summary>Read, by this run.</summary>
    public int Posts { get; init; }

    /// <summary>Of those, not held before.</summary>
    public int NewPosts { get; init; }

    /// <summary>Why it did not end whole: actor, cause, next step. Empty when it did.</summary>
    public string Problem { get; init; } = "";

    public static Collected operator +(Collected one, Collected other) => one with { Posts = one.Posts + other.Posts, NewPosts = one.NewPosts + other.NewPosts };
}
