using CoProWeek.Campaigns;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Publishing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProWeek.Benchmarks;

/// <summary>
/// How late posts are: from the instant in the plan to the request at the practice network, by one machine's clock. The worker, the
/// practice network and the person who approves are processes of their own, at default settings.
/// </summary>
internal sealed class Lateness(Queue queue, PracticeX x, Workers workers, bool quick)
{
    private const string Idle = "a Quartz job that does nothing";
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(2);

    private int Posts => quick ? 500 : 3_000;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync(bool quick)
    {
        var app = await MeasuredApp.FindAsync();
        await Console.Error.WriteLineAsync($"publish: {app.Says}; {Queue.Accounts} accounts, {1_000 / Every.TotalMilliseconds} posts a second, {Environment.ProcessorCount} cores");
        await using var data = new DataFolder();
        await using var queue = await Queue.OpenAsync(data.Path);
        await using var x = await PracticeX.StartAsync(app);
        await using var workers = new Workers(app, queue, x, data.Path);
        return await new Lateness(queue, x, workers, quick).MeasureAsync();
    }

    private async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        if (quick)
            Say("quick: a tenth of the queue and a sixth of the posts; how long it takes to settle after a kill is left out");
        Say("the baseline: alarms that do nothing ...");
        var idle = await IdleAlarm.RingAsync(queue.ConnectionString, Posts, Every);
        Say("the practice network by itself ...");
        var alone = await x.AloneAsync(Posts / 5, Every);
        await workers.StartAsync();
        var (few, many) = (await PacedAsync("few", 1_000), await PacedAsync("many", quick ? 10_000 : 100_000));
        Say("approved from another process, due in two seconds ...");
        var approved = await ApprovedAsync(quick ? 3 : 20);
        Say("killed while holding an alarm ...");
        var killed = await KilledAsync(quick ? 2 : 10);
        return
        [
            Of("p50_ms", many, 0.50, Idle, idle),
            Of("p99_ms", many, 0.99, Idle, idle),
            Of("worst_ms", many, 1, Idle, idle),
            Of("few_p99_ms", few, 0.99, Idle, idle),
            new("publish.growth_p99_ms", Figures.Percentile(many, 0.99), "ms", "the same with 1,000 queued", Figures.Percentile(few, 0.99)),
            Of("network_p99_ms", alone, 0.99, Idle, idle),
            Of("approved_worst_ms", approved, 1, Idle, idle),
            Of("killed_worst_ms", killed, 1, Idle, idle),
            .. quick ? [] : await SettledAsync(),
        ];
    }

    /// <summary>Two minutes of posts, with so many more that wait for another day.</summary>
    private async Task<IReadOnlyList<double>> PacedAsync(string name, int queued)
    {
        Say($"{Posts:N0} posts with {queued:N0} more queued ...");
        var now = Queue.Now();
        await queue.FillAsync($"later-{name}", queued, now + Ahead, TimeSpan.FromDays(10) / queued);
        await queue.UntilArmedAsync();
        await queue.AskAsync<int>("VACUUM ANALYZE");
        await queue.FillAsync(name, Posts, Queue.Now() + TimeSpan.FromSeconds(10) + (Posts * TimeSpan.FromMilliseconds(15)), Every);
        await queue.UntilArmedAsync();
        await queue.UntilSentAsync(name);
        return await queue.LatenessAsync(name, x);
    }

    private async Task<IReadOnlyList<double>> ApprovedAsync(int times)
    {
        using var desk = Desk();
        var late = new List<double>();
        for (var n = 0; n < times; n++)
        {
            var name = $"soon{n}";
            var id = await DraftAsync(name, Queue.Now().AddSeconds(2));
            var post = await desk.Services.GetRequiredService<PostStore>().FindAsync(null, $"{id}");
            var campaign = await desk.Services.GetRequiredService<CampaignStore>().NamedOrOnlyAsync(null);
            await desk.Services.GetRequiredService<Approvals>().ApproveAsync(campaign, post, "bench", CancellationToken.None);
            await queue.UntilSentAsync(name);
            late.AddRange(await queue.LatenessAsync(name, x));
        }
        return late;
    }

    /// <summary>There are two workers; the one that has the alarm in memory is killed before it rings.</summary>
    private async Task<IReadOnlyList<double>> KilledAsync(int times)
    {
        await workers.StartAsync();
        var late = new List<double>();
        for (var n = 0; n < times; n++)
        {
            var name = $"killed{n}";
            await queue.FillAsync(name, 1, Queue.Now().AddSeconds(4), Every);
            await workers.KillHolderAsync($"{name}-0");
            await queue.UntilSentAsync(name);
            late.AddRange(await queue.LatenessAsync(name, x));
            await workers.StartAsync();
        }
        return late;
    }

    /// <summary>Killed when X has accepted and not answered: until it stands as sent, with its link. At default settings.</summary>
    private async Task<IReadOnlyList<Figure>> SettledAsync()
    {
        Say("killed after X accepted; settling at default settings takes some minutes ...");
        await x.AnswerLateAsync(TimeSpan.FromSeconds(25));
        await queue.FillAsync("doubt", 5, Queue.Now().AddSeconds(4), Every);
        await Queue.UntilAsync(() => x.HasAsync("doubt 4 "), "never did the posts arrive");
        await workers.KillAllAsync();
        var killed = Queue.Now();
        await x.AnswerAtOnceAsync();
        await workers.StartAsync();
        await queue.UntilSentAsync("doubt");
        var took = new List<double>();
        for (var n = 0; n < 5; n++)
            took.Add((await queue.AskAsync<DateTime>(QueueSql.SentAt, new { reference = $"doubt-{n}" }) - killed.UtcDateTime).TotalMilliseconds);
        var defaults = new PublishingOptions();
        return [new("publish.settled_worst_ms", Figures.Percentile(took, 1), "ms", "the deadline and the margin that must pass first", (defaults.Deadline + defaults.SettleMargin).TotalMilliseconds)];
    }

    private const string DraftSql = """
        WITH post AS (
            INSERT INTO posts (campaign_id, ref, kind, slot_on, slot_time, slot_at, latest_at, text, edited_by, edited_at, created_at)
            SELECT id, @name || '-0', 'notice', (@at AT TIME ZONE time_zone)::date, (@at AT TIME ZONE time_zone)::time, @at, @at + interval '2 hours', @name || ' is approved at another desk', 'bench', @now, @now
              FROM campaigns
            RETURNING id, campaign_id
        ), goes AS (
            INSERT INTO post_accounts (post_id, account_id, position)
            SELECT post.id, a.account_id, 1
              FROM post
              JOIN campaign_accounts a ON a.campaign_id = post.campaign_id AND a.position = 0
        )
        SELECT id FROM post
        """;

    private async Task<long> DraftAsync(string name, DateTimeOffset at) => await queue.AskAsync<long>(DraftSql, new { name, at, now = Queue.Now() });

    private IHost Desk()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddRooms(queue.Rows, new CampaignClock());
        return builder.Build();
    }

    private static Figure Of(string name, IReadOnlyList<double> times, double share, string baseline, IReadOnlyList<double> against) =>
        new($"publish.{name}", Figures.Percentile(times, share), "ms", $"{baseline}, the same share", Figures.Percentile(against, share));

    private static void Say(string words) => Console.Error.WriteLine($"publish: {words}");
}
