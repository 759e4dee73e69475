using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using CoProWeek.Collecting;
using CoProWeek.Tests.Support;

namespace CoProWeek.Tests.Collecting;

/// <summary>
/// A week of a crowd against the practice network with all that goes wrong: refusals, dropped and cut pages, limits, a worker that ends in
/// mid-page, a machine that is off for two days, posts that are edited and removed.
/// </summary>
[SuppressMessage("Security", "CA5394", Justification = "The seed makes a run repeatable.")]
internal sealed class WholeRun(LiveWeek week, People people, int posts, int seed)
{
    private const string Search = "/2/tweets/search/recent";

    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    public static readonly Dictionary<string, string?> Settings = new() { ["Collecting:Every"] = "01:00:00", ["Collecting:SweepPosts"] = "100000" };

    private readonly Random chance = new(seed);
    private readonly List<string> said = [];

    public static async Task<WholeReport> LiveAsync(int posts, int seed)
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: Settings);
        using var people = new People(week.Sandbox.Address);
        return await new WholeRun(week, people, posts, seed).LiveAsync();
    }

    private async Task<WholeReport> LiveAsync()
    {
        var watch = Stopwatch.StartNew();
        await BeforeAsync();
        await MidPageAsync();
        await OffAsync();
        await OnAsync();
        await LiveToAsync(Eight.AddDays(5).AddHours(2));
        return await ReportAsync(watch.Elapsed);
    }

    /// <summary>By the hour: patience is for each, and a long run has many.</summary>
    private async Task LiveToAsync(DateTimeOffset until)
    {
        while (week.Clock.GetUtcNow() < until)
        {
            var next = week.Clock.GetUtcNow().AddHours(1);
            await week.LiveAsync(next < until ? next : until);
        }
    }

    /// <summary>What was said before anybody looked; the first looks are refused, dropped and cut at random.</summary>
    private async Task BeforeAsync()
    {
        await SayAsync(posts / 3, Eight.AddDays(-5), Eight);
        await week.FaultsAsync(
            Fault("status", 0.10, 503), Fault("status", 0.05, 429), Fault("drop", 0.10), Fault("cut", 0.10));
        await week.StartWorkerAsync();
        await LiveToAsync(Eight.AddHours(4));
        await ChangeAsync(posts / 50);
    }

    /// <summary>The worker ends between two pages of a look.</summary>
    private async Task MidPageAsync()
    {
        await week.StopWorkerAsync();
        var off = week.Clock.GetUtcNow();
        week.Clock.StepTo(off.AddHours(3));
        await SayAsync(posts / 3, off, off.AddHours(3));
        await week.FaultsAsync(new { kind = "latency", path = Search, skip = 1, delay_ms = 60_000 });
        await week.StartWorkerAsync();
        await Eventually.TrueAsync(async () => await week.CountAsync("collect_runs WHERE ended_at IS NULL AND pages > 0") > 0, () => "No look was in mid-page.");
        await week.StopWorkerAsync();
        await week.FaultsAsync();
        await week.StartWorkerAsync();
        await LiveToAsync(off.AddHours(5));
    }

    /// <summary>The machine is off for two days, and people go on.</summary>
    private async Task OffAsync()
    {
        await week.StopWorkerAsync();
        var off = week.Clock.GetUtcNow();
        week.Clock.StepTo(off.AddDays(2));
        await SayAsync(posts - said.Count, off, off.AddDays(2));
        await ChangeAsync(posts / 50);
        await week.FaultsAsync(Fault("status", 0.15, 503), Fault("cut", 0.15));
    }

    private async Task OnAsync()
    {
        await week.StartWorkerAsync();
        await LiveToAsync(week.Clock.GetUtcNow().AddHours(6));
        await week.FaultsAsync();
    }

    private static object Fault(string kind, double probability, int? status = null) =>
        new { kind, status, path = Search, probability, seed = 7, reset_after_s = 900 };

    private async Task SayAsync(int many, DateTimeOffset from, DateTimeOffset to)
    {
        for (var n = 0; n < many; n++)
            said.Add(await people.SayAsync($"Post {said.Count} #CoProWeekScot{(chance.Next(6) == 0 ? " for @ScotCoPro" : "")}", $"person_{chance.Next(1 + (posts / 5))}", at: from + ((to - from) * chance.NextDouble())));
    }

    /// <summary>So many are edited, and as many removed.</summary>
    private async Task ChangeAsync(int many)
    {
        for (var n = 0; n < many; n++)
        {
            var (edited, removed) = (chance.Next(said.Count / 2), (said.Count / 2) + chance.Next(said.Count / 2));
            if (said[edited] != "")
                said[edited] = await people.EditAsync(said[edited], $"Post {edited}, edited {chance.Next(1000)} #CoProWeekScot for @ScotCoPro");
            if (said[removed] != "")
                await people.DeleteAsync(said[removed]);
            said[removed] = "";
        }
    }

    private async Task<WholeReport> ReportAsync(TimeSpan took)
    {
        var ledger = await week.Get<Ledger>().ReadAsync(week.Campaign, CancellationToken.None);
        return new WholeReport
        {
            Posts = said.Count,
            Held = (int)await week.CountAsync("mentions WHERE hidden_at IS NULL"),
            Wiped = (int)await week.CountAsync("mentions WHERE wiped_at IS NOT NULL AND text = '' AND raw = ''"),
            Hidden = (int)await week.CountAsync("mentions WHERE hidden_at IS NOT NULL AND wiped_at IS NULL"),
            Edited = (int)await week.CountAsync("mentions WHERE remote_id > first_id"),
            Abandoned = (int)await week.CountAsync("collect_runs WHERE outcome <> 'whole' OR ended_at IS NULL"),
            Troubles = (int)await week.CountAsync("watch_troubles"),
            Differences = await StoreCheck.DifferencesAsync(week),
            Gaps = ledger.Watches.Sum(one => one.Gaps.Count(gap => !one.IsLost(gap))),
            // X served nothing older than a week when the watches began.
            Lost = ledger.Watches.Sum(one => one.Known.Count(known => known.IsLost && known.ToAt > Eight.AddDays(-6))),
            Counted = ledger.Watches.Sum(one => one.Audit?.Counted ?? 0),
            HeldOfCounted = ledger.Watches.Sum(one => one.Audit?.Held ?? 0),
            Took = took,
        };
    }
}

/// <summary>What came of a run.</summary>
internal sealed record WholeReport
{
    public required int Posts { get; init; }
    public required int Held { get; init; }
    public required int Wiped { get; init; }
    public required int Hidden { get; init; }
    public required int Edited { get; init; }
    public required int Abandoned { get; init; }
    public required int Troubles { get; init; }
    public required IReadOnlyList<string> Differences { get; init; }
    public required int Gaps { get; init; }
    public required int Lost { get; init; }
    public required int Counted { get; init; }
    public required int HeldOfCounted { get; init; }
    public required TimeSpan Took { get; init; }

    public bool IsWhole => Differences.Count == 0 && (Gaps, Lost, Hidden) == (0, 0, 0) && Counted == HeldOfCounted;

    public string InWords => $"{Posts:N0} posts said; {Held:N0} held, {Edited} of them edited, {Wiped} wiped; {Differences.Count} differences; {Troubles} times something was wrong; {Gaps} gaps, {Lost} lost; {HeldOfCounted:N0} of {Counted:N0} counted; {Took.TotalSeconds:0} s";
}
