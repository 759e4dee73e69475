using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Reporting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>What is held, compared with X's own counts; what is short is looked through again; what cannot be had is said with its reason.</summary>
public sealed class AuditTests
{
    private const string Search = "/2/tweets/search/recent";

    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    [Theory]
    // One in an hour, or two in all, are nothing.
    [InlineData(new[] { 5, 4 }, new int[0])]
    [InlineData(new[] { 100, 99, 100, 99 }, new int[0])]
    [InlineData(new[] { 1000, 981 }, new int[0])]
    [InlineData(new[] { 5, 3 }, new[] { 0 })]
    // Three hours that lack one each lack three of thirty together.
    [InlineData(new[] { 10, 9, 10, 9, 10, 9 }, new[] { 0, 1, 2 })]
    [InlineData(new[] { 100, 100, 100, 90, 10, 12 }, new[] { 1 })]
    public void An_hour_is_too_short_by_itself_or_with_the_others(int[] countedAndHeld, int[] tooShort)
    {
        AuditedHour[] hours = [.. countedAndHeld.Chunk(2).Select((pair, n) => new AuditedHour { HourAt = Eight.AddHours(n), Counted = pair[0], Held = pair[1] })];

        Assert.Equal(tooShort, Auditor.TooFew(hours, 0.02).Select(hour => (int)(hour.HourAt - Eight).TotalHours));
    }

    [Fact]
    public async Task An_hour_that_is_really_short_is_looked_through_again_and_filled()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new() { ["Collecting:Every"] = "01:00:00" });
        using var people = new People(week.Sandbox.Address);
        await SayAsync(people, 40);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
        // Whatever lost them: the runs say that all is in.
        await LoseAsync(week, 10);

        await week.LiveAsync(Eight.AddDays(1).AddHours(1));

        Assert.Equal(40, (await Held.AllAsync(week.Database.DataSource)).Count);
        var known = await KnownAsync(week);
        Assert.NotEmpty(known);
        Assert.All(known, gap => Assert.Equal(("filled", gap.Counted), (gap.Outcome, gap.Held)));
        var looks = (await Look.AllAsync(week.Database.DataSource)).Where(look => look.SinceId is null).ToList();
        Assert.Equal(10, looks[^1].NewPosts);
    }

    [Fact]
    public async Task What_search_does_not_give_is_looked_for_once_and_said()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await SayAsync(people, 2);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));

        await CountedAsync(week, 5, Eight.AddMinutes(3));
        await week.LiveAsync(Eight.AddMinutes(11));
        await CountedAsync(week, 5, Eight.AddMinutes(11));
        await week.LiveAsync(Eight.AddMinutes(21));

        var known = Assert.Single(await KnownAsync(week));
        Assert.Equal(("unserved", 5, 2), (known.Outcome, known.Counted, known.Held));
        Assert.Equal(2, await week.CountAsync("watch_audits WHERE counted >= 5"));
        Assert.Equal(1, await week.CountAsync("collect_runs WHERE fills_gap AND from_at > '2027-11-15'"));
    }

    [Fact]
    public async Task Of_several_gaps_the_newest_is_filled_first()
    {
        await using var week = await LiveWeek.StartAsync(listens: true);
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Old #CoProWeekScot", at: Eight.AddHours(-30));
        await people.SayAsync("New #CoProWeekScot", at: Eight.AddHours(-10));
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
        await week.StopWorkerAsync();
        await using (var connection = await week.Database.DataSource.OpenConnectionAsync())
        {
            // As after two days on which it was off for some hours.
            await connection.ExecuteAsync("""
                DELETE FROM mention_watches; DELETE FROM mentions;
                UPDATE collect_runs SET to_at = @at - interval '31 hours';
                INSERT INTO collect_runs (watch_id, started_at, from_at, to_at, ended_at, outcome)
                SELECT w.id, @at, @at + span.begins, @at + span.ends, @at, 'whole'
                  FROM watches w
                 CROSS JOIN (VALUES (interval '-29 hours', interval '-11 hours'), (interval '-9 hours', interval '2 minutes')) AS span (begins, ends)
                """, new { at = Eight });
        }
        await week.RestartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(20));

        Assert.Equal(["Old #CoProWeekScot", "New #CoProWeekScot"], (await Held.AllAsync(week.Database.DataSource)).Select(held => held.Text));
        var filled = (await Look.AllAsync(week.Database.DataSource)).Where(look => look is { NewPosts: 1 }).ToList();
        Assert.Equal([Eight.AddHours(-11), Eight.AddHours(-31)], filled.Select(look => look.FromAt));
        Assert.Equal([Eight.AddHours(-9), Eight.AddHours(-29)], filled.Select(look => look.ToAt));
    }

    [Fact]
    public async Task What_is_lost_is_written_down_with_what_was_wrong_and_the_report_says_so()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new() { ["Collecting:Every"] = "06:00:00", ["Collecting:EveryQuiet"] = "06:00:00", ["Collecting:RetryAfter"] = "12:00:00" });
        using var people = new People(week.Sandbox.Address);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(10));
        await week.FaultsAsync(new { kind = "status", status = 403, path = Search });
        await week.LiveAsync(Eight.AddDays(9));
        await week.FaultsAsync();

        await week.LiveAsync(Eight.AddDays(10).AddHours(1));

        var ledger = await week.Get<Ledger>().ReadAsync(week.Campaign, CancellationToken.None);
        var hashtag = Assert.Single(ledger.Watches, one => one.Watch.IsHashtag);
        var lost = hashtag.Known.Single(known => known.IsLost && known.FromAt >= Eight.AddMinutes(-1));
        Assert.Equal(Eight.AddMinutes(5), lost.FromAt, TimeSpan.FromMinutes(10));
        Assert.Equal(Eight.AddDays(2), lost.ToAt, TimeSpan.FromHours(24));
        Assert.Contains("X: the posts with #CoProWeekScot could not be read", lost.Why, StringComparison.Ordinal);
        var report = await week.Get<ReachReports>().MakeAsync(await week.Get<CampaignStore>().NamedOrOnlyAsync(null), null, null, CancellationToken.None);
        Assert.Contains(report.Completeness.InWords(report.Clock, report.Span), line => line.StartsWith("Lost, for X’s search goes back seven days: ", StringComparison.Ordinal) && line.Contains("could not be read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_id_older_than_X_looks_back_is_never_asked_for()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: new() { ["Collecting:Every"] = "12:00:00", ["Collecting:EveryQuiet"] = "12:00:00" });
        using var people = new People(week.Sandbox.Address);
        await people.SayAsync("Early #CoProWeekScot", at: Eight.AddMinutes(-5));
        await week.StartWorkerAsync();

        // Nobody says anything for nine days: the newest post held grows too old.
        await week.LiveAsync(Eight.AddDays(9));
        await people.SayAsync("Late #CoProWeekScot");
        await week.LiveAsync(Eight.AddDays(10));

        var looks = await Look.AllAsync(week.Database.DataSource);
        Assert.All(looks, look => Assert.Equal("whole", look.Outcome));
        Assert.Contains(looks.SkipWhile(look => look.FromAt < Eight.AddDays(7)), look => look.SinceId is null);
        Assert.Equal(2, (await Held.AllAsync(week.Database.DataSource)).Count);
    }

    /// <summary>One a minute, the last a minute before eight.</summary>
    private static async Task SayAsync(People people, int posts)
    {
        for (var n = 0; n < posts; n++)
            await people.SayAsync($"Answer number {n} #CoProWeekScot", at: Eight.AddMinutes(n - posts));
    }

    private static async Task LoseAsync(LiveWeek week, int posts)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("DELETE FROM mentions WHERE id IN (SELECT id FROM mentions ORDER BY id LIMIT @posts)", new { posts });
    }

    /// <summary>X says so many of the hour before eight.</summary>
    private static async Task CountedAsync(LiveWeek week, int posts, DateTimeOffset at)
    {
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        await connection.ExecuteAsync("""
            INSERT INTO watch_counts (watch_id, hour_at, counted, asked_at)
            SELECT id, @hour, @posts, @at FROM watches WHERE kind = 'hashtag'
            ON CONFLICT (watch_id, hour_at) DO UPDATE SET counted = excluded.counted, asked_at = excluded.asked_at;
            UPDATE watches SET counted_at = @at WHERE kind = 'hashtag';
            """, new { posts, at, hour = Eight.AddHours(-1) });
    }

    private static async Task<IReadOnlyList<KnownGap>> KnownAsync(LiveWeek week)
    {
        var watch = Assert.Single(await week.Get<WatchStore>().OfCampaignAsync(week.Campaign, CancellationToken.None), watch => watch.IsHashtag);
        await using var connection = await week.Database.DataSource.OpenConnectionAsync();
        return [.. (await GapStore.KnownAsync(connection, [watch.Id], Eight.AddDays(-1), Eight.AddDays(30), CancellationToken.None)).Where(gap => gap.Counted is not null)];
    }
}
