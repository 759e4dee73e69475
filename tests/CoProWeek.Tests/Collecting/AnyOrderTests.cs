using System.Diagnostics.CodeAnalysis;
using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>A property: whatever the order of pages, crashes, repeats, watches, edits, removals and audits, the store ends as the network's own list.</summary>
[SuppressMessage("Security", "CA5394", Justification = "The seed makes a sequence repeatable.")]
public sealed class AnyOrderTests
{
    private const string Search = "/2/tweets/search/recent";
    private const int Steps = 40;

    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Any_order_of_pages_crashes_repeats_and_audits_gives_the_same_store(int seed)
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        var chance = new Random(seed);
        var said = new List<string>();
        await week.Get<WatchStore>().SyncAsync(Eight, CancellationToken.None);
        long[] watches = [.. (await week.Get<WatchStore>().OfCampaignAsync(week.Campaign, CancellationToken.None)).Select(watch => watch.Id)];
        await week.Get<RollupStore>().SettleAsync(await week.Get<CampaignStore>().NamedOrOnlyAsync(slug: null), CancellationToken.None);
        await SayAsync(week, people, said, chance, 230);

        for (var n = 0; n < Steps; n++)
            await StepAsync(week, people, said, chance, watches);
        await EndAsync(week, watches);

        Assert.Empty(await StoreCheck.DifferencesAsync(week));
        // Whoever wrote kept the report's sums, too, in the same transaction.
        Assert.Equal(0, await KeptRollups.MarkedAsync(week.Database.DataSource));
        Assert.Empty((await week.Get<RollupStore>().RebuildAsync(await week.Get<CampaignStore>().NamedOrOnlyAsync(slug: null), CancellationToken.None)).Differed);
        var ledger = await week.Get<Ledger>().ReadAsync(week.Campaign, CancellationToken.None);
        Assert.All(ledger.Watches, one => Assert.DoesNotContain(one.Gaps, gap => !one.IsLost(gap)));
        Assert.All(ledger.Watches, one => Assert.DoesNotContain(one.Known, known => known.Outcome is null));
        Assert.All(ledger.Watches, one => Assert.Equal(one.Audit!.Counted, one.Audit.Held));
    }

    private static Task StepAsync(LiveWeek week, People people, List<string> said, Random chance, long[] watches) => chance.Next(9) switch
    {
        0 => SayAsync(week, people, said, chance, chance.Next(1, 40)),
        1 => EditAsync(people, said, chance),
        2 => DeleteAsync(people, said, chance),
        // It is cut short between two pages; or its page or id is too old by now, and it is given up.
        3 => week.FaultsAsync(new { kind = "status", status = 403, path = Search, skip = chance.Next(3), count = 1 }),
        4 => week.FaultsAsync(new { kind = "status", status = 400, path = Search, skip = chance.Next(3), count = 1 }),
        5 => CrashAsync(week, watches[chance.Next(watches.Length)], chance),
        6 => AuditAsync(week),
        7 => PassAsync(week, chance),
        _ => LookAsync(week, watches[chance.Next(watches.Length)], CancellationToken.None),
    };

    private static async Task SayAsync(LiveWeek week, People people, List<string> said, Random chance, int posts)
    {
        for (var n = 0; n < posts; n++)
        {
            var (tag, name) = (chance.Next(8) > 0, chance.Next(4) == 0);
            var text = $"Post {said.Count}{(tag ? " #coproweekscot" : "")}{(name ? " for @scotcopro" : "")}";
            // Only what is not looked through yet: X's search finds a post when it is posted, not hours later.
            said.Add(await people.SayAsync(text, $"person_{chance.Next(20)}", at: said.Count < 230 ? week.Clock.GetUtcNow().AddMinutes(-chance.Next(1, 4000)) : null));
        }
    }

    private static async Task EditAsync(People people, List<string> said, Random chance)
    {
        var n = chance.Next(said.Count);
        if (said[n] != "")
            said[n] = await people.EditAsync(said[n], $"Post {n}, edited {chance.Next(1000)} #CoProWeekScot @ScotCoPro");
    }

    private static async Task DeleteAsync(People people, List<string> said, Random chance)
    {
        var n = chance.Next(said.Count);
        if (said[n] != "")
            await people.DeleteAsync(said[n]);
        said[n] = "";
    }

    private static async Task LookAsync(LiveWeek week, long watch, CancellationToken stop) => await week.Get<Collector>().CollectAsync(watch, evenIfNotDue: true, stop);

    private static async Task CrashAsync(LiveWeek week, long watch, Random chance)
    {
        using var crash = new CancellationTokenSource(TimeSpan.FromMilliseconds(chance.Next(60)));
        try
        {
            await LookAsync(week, watch, crash.Token);
        }
        catch (OperationCanceledException)
        {
            // What was kept is kept.
        }
    }

    private static async Task AuditAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("UPDATE watches SET counted_at = NULL");
    }

    private static Task PassAsync(LiveWeek week, Random chance)
    {
        week.Clock.StepTo(week.Clock.GetUtcNow().AddMinutes(chance.Next(1, 90)));
        return Task.CompletedTask;
    }

    private static async Task EndAsync(LiveWeek week, long[] watches)
    {
        await week.FaultsAsync();
        week.Clock.StepTo(week.Clock.GetUtcNow().AddHours(2));
        foreach (var watch in watches)
            await LookAsync(week, watch, CancellationToken.None);
        await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None);
        await AuditAsync(week);
        week.Clock.StepTo(week.Clock.GetUtcNow().AddMinutes(2));
        foreach (var watch in watches)
            await LookAsync(week, watch, CancellationToken.None);
    }
}
