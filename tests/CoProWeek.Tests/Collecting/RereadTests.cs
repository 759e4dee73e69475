using CoProWeek.Collecting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>Numbers over time: read again by their post's age, a hundred a call, within what may be spent.</summary>
public sealed class RereadTests
{
    private const string Lookup = "GET /2/tweets";

    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    private static readonly Dictionary<string, string?> NoSweep = new()
    {
        ["Collecting:SweepPosts"] = "0",
        ["Collecting:Every"] = "01:00:00",
    };

    [Fact]
    public async Task A_post_is_read_again_on_its_day_and_one_three_seven_fourteen_and_thirty_days_after()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: NoSweep);
        using var people = new People(week.Sandbox.Address);
        await people.JoinAsync("kelp_kitchen", followers: 341);
        await people.SayAsync("Hello #CoProWeekScot", at: Eight.AddMinutes(-30));
        await week.Get<WatchStore>().SyncAsync(Eight, CancellationToken.None);
        foreach (var watch in await week.Get<WatchStore>().OfCampaignAsync(week.Campaign, CancellationToken.None))
            await week.Get<Collector>().CollectAsync(watch.Id, evenIfNotDue: true, CancellationToken.None);

        // As its looks do it, every hour or two.
        for (var at = Eight; at < Eight.AddDays(32); at = at.AddHours(2))
        {
            week.Clock.StepTo(at);
            await week.Get<Rereader>().CareDueAsync(week.Campaign, CancellationToken.None);
        }

        var looks = await LooksAsync(week, "SELECT at FROM observations ORDER BY at");
        Assert.Equal([0, 0, 1, 3, 7, 14, 30], looks.Select(at => (at - Eight.AddMinutes(-30)).Days));
        Assert.Equal(22, looks[1].Hour);
        Assert.Equal(looks, await LooksAsync(week, "SELECT at FROM author_observations ORDER BY at"));
        // Found, its evening, and each of its days: what X charges for is the days.
        Assert.Equal(looks.Count - 1, await PaidAsync(week));
    }

    [Fact]
    public async Task What_was_read_today_is_not_paid_for_again_today()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: NoSweep);
        using var people = new People(week.Sandbox.Address);
        for (var n = 0; n < 130; n++)
            await people.SayAsync($"Answer number {n} #CoProWeekScot", at: Eight.AddMinutes(n - 200));
        await week.StartWorkerAsync();

        await week.LiveAsync(Eight.AddDays(2));

        // Two calls in the evening, and the next day as each comes of age; never twice on a day.
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        Assert.Equal(260, await PaidAsync(week));
        Assert.Equal(390, await week.CountAsync("observations"));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*)::int FROM (SELECT 1 FROM observations WHERE at::date > '2027-11-15' GROUP BY mention_id, at::date HAVING count(*) > 1) twice"));
        Assert.InRange(await people.CallsAsync(Lookup), 4, 8);
    }

    [Fact]
    public async Task The_sweep_looks_for_so_many_a_day_and_no_more()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new(NoSweep) { ["Collecting:SweepPosts"] = "3" });
        using var people = new People(week.Sandbox.Address);
        for (var n = 0; n < 10; n++)
            await people.SayAsync($"Answer number {n} #CoProWeekScot", at: Eight.AddDays(-3).AddMinutes(n));
        await week.StartWorkerAsync();

        // Three days old when found, and seven on Friday.
        await week.LiveAsync(Eight.AddDays(3));

        Assert.Equal([10, 3, 3, 3], await ByDayAsync(week));
    }

    [Fact]
    public async Task Nothing_is_read_again_while_the_money_for_reading_is_used_up_and_it_says_why()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new(NoSweep) { ["Spending:DayCap"] = "0.01", ["Collecting:RetryAfter"] = "00:30:00" });
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Hello #CoProWeekScot", at: Eight.AddMinutes(-30));
        await people.SayAsync("Hello again #CoProWeekScot", at: Eight.AddMinutes(-20));
        await week.StartWorkerAsync();

        await week.LiveAsync(Eight.AddHours(15));

        Assert.Equal(0, await people.CallsAsync(Lookup));
        Assert.Contains("collecting is paused", await week.Database.TextAsync("SELECT problem FROM watches WHERE kind = 'hashtag'"), StringComparison.Ordinal);
    }

    private static async Task<List<DateTimeOffset>> LooksAsync(LiveWeek week, string sql)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<DateTimeOffset>(sql)];
    }

    private static async Task<List<int>> ByDayAsync(LiveWeek week)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return [.. await connection.QueryAsync<int>("SELECT count(*)::int FROM observations GROUP BY (at AT TIME ZONE 'UTC')::date ORDER BY (at AT TIME ZONE 'UTC')::date")];
    }

    private static Task<int> PaidAsync(LiveWeek week) => Spending.CountAsync(week.Database.DataSource, "read");
}
