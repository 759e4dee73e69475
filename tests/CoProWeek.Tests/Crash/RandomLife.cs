using CoProWeek.Campaigns;
using CoProWeek.Networks;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Publishing;
using CoProWeek.Tests.Crash.Run;
using CoProWeek.Tests.Support;
using Dapper;
using Npgsql;

namespace CoProWeek.Tests.Crash;

/// <summary>
/// A queue to which anything may happen at any time, step by step and from a seed: the real stores on a real database, and the
/// practice network, but no worker. Whatever the worker would do is one of the events, and so is its death between any two of them.
/// </summary>
internal sealed class RandomLife : IAsyncDisposable
{
    private readonly LiveWeek week;
    private readonly Dice dice;
    private readonly NpgsqlConnection worker;
    private readonly List<string> story = [];
    private readonly List<(Claim Claim, Outcome Outcome)> unrecorded = [];
    private readonly LifeRules rules;
    private readonly LifePeople people;
    private int me;
    private int posts;

    private RandomLife(LiveWeek week, NpgsqlConnection worker, int seed)
    {
        (this.week, this.worker, dice) = (week, worker, new Dice(seed));
        (rules, people) = (new LifeRules(week), new LifePeople(week, dice));
    }

    /// <summary>What has happened so far.</summary>
    public string Story => string.Join('\n', story);

    public static async Task<RandomLife> BeginAsync(int seed)
    {
        var fresh = await LiveWeek.StartAsync(switches: new SandboxSwitches { RefuseDuplicates = false });
        var life = new RandomLife(fresh, await fresh.Database.DataSource.OpenConnectionAsync(), seed);
        await life.BeBornAsync();
        return life;
    }

    /// <summary>One event of chance, and what must hold after any.</summary>
    public async Task StepAsync()
    {
        Func<Task>[] events =
        [
            QueueAsync, QueueAsync, SendAsync, SendAsync, SendAsync, SendAsync, RecordLateAsync, DieAsync, SweepAsync, SweepAsync, SettleAsync, SettleAsync, SettleAsync,
            PassAsync, PassAsync, PassAsync, people.ActAsync, people.ActAsync, people.ActAsync,
        ];
        var one = dice.Of(events);
        story.Add($"{week.Clock.GetUtcNow():HH:mm:ss} {one.Method.Name}");
        await DoAsync(one);
        await rules.CheckAsync();
    }

    /// <summary>People let everything go on, time passes, and every post must come to an end.</summary>
    public async Task EndAsync()
    {
        for (var round = 0; round < 60 && await rules.AreAnyOpenAsync(); round++)
        {
            await people.LetGoAsync();
            await SweepAsync();
            while (await ClaimAsync() is { } claim)
                await RecordAsync(claim, await PublishAsync(claim));
            await SettleAsync();
            await rules.CheckAsync();
            week.Clock.StepTo(week.Clock.GetUtcNow().AddMinutes(round < 20 ? 1 : 30));
        }
        await rules.CheckEndAsync(posts);
    }

    public async ValueTask DisposeAsync()
    {
        await worker.DisposeAsync();
        await week.DisposeAsync();
    }

    /// <summary>What people may not do is refused, which is an answer.</summary>
    private static async Task DoAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RefusedException)
        {
            // Nothing was changed.
        }
    }

    private async Task BeBornAsync()
    {
        me = await A.Worker(week.Database.DataSource);
        await worker.ExecuteAsync("SELECT pg_advisory_lock(8123, @me)", new { me });
    }

    /// <summary>Another takes its place. What it knew and had not written down is lost with it, but for an answer on its way.</summary>
    private async Task DieAsync()
    {
        await worker.ExecuteAsync("SELECT pg_advisory_unlock_all()");
        await BeBornAsync();
    }

    private Task QueueAsync()
    {
        var slot = week.Clock.GetUtcNow() + dice.Seconds(-300, 3600);
        var parts = dice.Happens(0.3) ? 2 + dice.Below(2) : 1;
        var text = string.Join("\n---\n", Enumerable.Range(1, parts).Select(_ => CrashPost.Make(++posts * 10, 1, dice).Text.Split('\n')[0]));
        return week.QueueAsync(text, slot, latestAt: slot + dice.Seconds(1, 9000));
    }

    private async Task SendAsync()
    {
        if (await ClaimAsync() is not { } claim)
            return;
        var chance = dice.Below(10);
        Outcome? outcome = chance switch
        {
            < 3 => await PublishAsync(claim),
            3 => new Outcome.Deferred(week.Clock.GetUtcNow() + dice.Seconds(-5, 900), "a test: try later"),
            4 => new Outcome.Blocked(dice.Of([HoldReason.Token, HoldReason.Budget, HoldReason.Person]), "a test: a person is needed"),
            5 => new Outcome.Rejected("a test: no"),
            6 => new Outcome.Unknown("a test: it was not sent, and nobody knows"),
            7 when await PublishAsync(claim) is Outcome.Sent => new Outcome.Unknown("a test: it was sent, and nobody knows"),
            8 when await AnyIdAsync() is { } id => new Outcome.Sent(id),
            _ => null,
        };
        if (outcome is not null)
            await RecordAsync(claim, outcome);
        else if (dice.Happens(0.7))
            unrecorded.Add((claim, await PublishAsync(claim)));
    }

    /// <summary>An answer that took its time, whatever was concluded meanwhile.</summary>
    private async Task RecordLateAsync()
    {
        if (unrecorded.Count == 0)
            return;
        var (claim, outcome) = unrecorded[0];
        unrecorded.RemoveAt(0);
        await RecordAsync(claim, outcome);
    }

    private async Task SweepAsync()
    {
        var now = week.Clock.GetUtcNow();
        await week.Get<UnknownStore>().MarkAbandonedAsync(now, CancellationToken.None);
        await week.Get<QueueStore>().MissLateAsync(now, CancellationToken.None);
    }

    private Task SettleAsync() => week.Get<Settler>().SettleDueAsync(CancellationToken.None);

    private Task PassAsync()
    {
        week.Clock.StepTo(week.Clock.GetUtcNow() + dice.Seconds(1, dice.Happens(0.2) ? 3600 : 60));
        return Task.CompletedTask;
    }

    private Task<Claim?> ClaimAsync() => week.Get<ClaimStore>().ClaimNextAsync(week.Account, me, CancellationToken.None);

    private Task<Outcome> PublishAsync(Claim claim) => week.Get<NetworkList>().Find("x").PublishAsync(claim.Account, claim.Part, CancellationToken.None);

    private Task RecordAsync(Claim claim, Outcome outcome) => week.Get<Recorder>().RecordAsync(claim, outcome);

    /// <summary>An id that is another part's already.</summary>
    private async Task<long?> AnyIdAsync()
    {
        await using var rows = await week.Database.DataSource.OpenConnectionAsync();
        return await rows.ExecuteScalarAsync<long?>("SELECT min(remote_id) FROM delivery_parts");
    }
}
