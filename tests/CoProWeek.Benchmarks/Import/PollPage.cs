using System.Diagnostics;
using System.Net.Http.Json;
using CoProWeek.Campaigns;
using CoProWeek.Cli;
using CoProWeek.Clock;
using CoProWeek.Collecting;
using CoProWeek.Collecting.Rollups;
using CoProWeek.Networks;
using CoProWeek.Networks.Sandbox;
using CoProWeek.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CoProWeek.Benchmarks;

/// <summary>
/// A look that finds a page of a hundred new posts, from the question to what is stored and added up, in a day that grows by a page each
/// time; beside the same page asked for and read, with nothing stored. The practice network runs in this process.
/// </summary>
internal sealed class PollPage(IServiceProvider rooms, StepClock clock, HttpClient people)
{
    private const int Posts = 100;
    private const int WarmUps = 5;
    private const string Handle = "ScotCoPro";

    /// <param name="address">Of a database with the bench's campaign and nothing else.</param>
    /// <param name="begins">The campaign clock's first instant.</param>
    /// <param name="rounds">So many pages are measured.</param>
    public static async Task<IReadOnlyList<Figure>> MeasureAsync(string address, DateTimeOffset begins, int rounds)
    {
        var clock = new StepClock(begins);
        await using var sandbox = await SandboxServer.StartAsync(new SandboxOptions { Accounts = [SandboxAccount.Practice(Handle)] }, clock, CancellationToken.None);
        await using var database = Database.Open(address);
        using var people = new HttpClient { BaseAddress = sandbox.Address };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["X:BaseUrl"] = sandbox.Address.AbsoluteUri,
            [$"X:Accounts:{Handle}:OAuth2Token"] = SandboxAccount.Practice(Handle).UserToken,
        });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.AddRooms(database, clock);
        using var host = builder.Build();
        return await new PollPage(host.Services, clock, people).MeasureAsync(rounds);
    }

    private async Task<IReadOnlyList<Figure>> MeasureAsync(int rounds)
    {
        var campaign = await Get<CampaignStore>().NamedOrOnlyAsync(slug: null);
        await Get<WatchStore>().SyncAsync(clock.GetUtcNow(), CancellationToken.None);
        var watch = (await Get<WatchStore>().OfCampaignAsync(campaign.Id, CancellationToken.None)).Single(one => one.Kind == "hashtag").Id;
        await Get<RollupStore>().SettleAsync(campaign, CancellationToken.None);
        List<double> asked = [], stored = [];
        for (var round = 0; round < WarmUps + rounds; round++)
        {
            await SayAsync(round);
            var (answered, kept) = await PollAsync(watch);
            if (round < WarmUps)
                continue;
            asked.Add(answered);
            stored.Add(kept);
        }
        const string Baseline = "the same page asked for and read, nothing stored";
        return
        [
            new("import.poll_page_p50_ms", Figures.Median(stored), "ms", Baseline, Figures.Median(asked)),
            new("import.poll_page_p95_ms", Figures.Percentile(stored, 0.95), "ms", Baseline, Figures.Percentile(asked, 0.95)),
        ];
    }

    private async Task SayAsync(int round)
    {
        clock.StepTo(clock.GetUtcNow().AddMinutes(2));
        for (var n = 0; n < Posts; n++)
        {
            using var said = await people.PostAsJsonAsync("/sandbox/posts", new { handle = $"person_{(round * 37) + n}", text = $"Post {n} of round {round} and what it says #CoProWeekScot" });
            said.EnsureSuccessStatusCode();
        }
        clock.StepTo(clock.GetUtcNow().AddMinutes(2));
    }

    /// <returns>In ms: the page asked for alone; and asked for, stored and added up.</returns>
    private async Task<(double Asked, double Stored)> PollAsync(long id)
    {
        var (watch, network) = (await Get<WatchStore>().FindAsync(id, CancellationToken.None), Get<NetworkList>().Find("x"));
        var search = Run.OfNew(watch, network.Limits, clock.GetUtcNow())!.Search(watch.QueryOn(network), network.Limits);
        var begun = Stopwatch.GetTimestamp();
        var page = await network.SearchAsync(watch.Reader, search, CancellationToken.None);
        var answered = Stopwatch.GetTimestamp();
        var collected = await Get<Collector>().CollectAsync(id, evenIfNotDue: true, CancellationToken.None);
        var ended = Stopwatch.GetTimestamp();
        return page.Posts.Count == Posts && collected is { NewPosts: Posts, Problem: "" }
            ? (Stopwatch.GetElapsedTime(begun, answered).TotalMilliseconds, Stopwatch.GetElapsedTime(answered, ended).TotalMilliseconds)
            : throw new InvalidOperationException($"A page of {Posts} was not found and stored: {page.Posts.Count} answered, {collected}.");
    }

    private T Get<T>()
        where T : notnull => rooms.GetRequiredService<T>();
}
