using CoProWeek.Campaigns;
using CoProWeek.Collecting;
using CoProWeek.Reporting;
using CoProWeek.Tests.Support;
using Dapper;

namespace CoProWeek.Tests.Collecting;

/// <summary>Long after a campaign its names and words are wiped; what is counted stays countable.</summary>
public sealed class ForgettingTests
{
    private static readonly DateTimeOffset Eight = LiveWeek.Eight;

    // The campaign's last day is in December 2027.
    private static readonly DateTimeOffset TwoYearsLater = new(2029, 12, 31, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task After_so_many_months_names_and_words_are_gone_and_the_figures_are_as_they_were()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: WithKey());
        using var people = new People(week.Sandbox.Address);
        await SayAsync(people);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
        await week.StopWorkerAsync();
        var before = await FiguresAsync(week);
        week.Clock.StepTo(TwoYearsLater);

        await week.Get<Forgetting>().ForgetDueAsync(CancellationToken.None);

        Assert.Equal(before, await FiguresAsync(week));
        Assert.Equal("ScotCoPro", await week.Database.TextAsync("SELECT string_agg(handle, ' ') FROM authors WHERE handle <> ''"));
        Assert.Equal("Ours #CoProWeekScot", await week.Database.TextAsync("SELECT string_agg(text, '|') FROM mentions WHERE text <> ''"));
        Assert.Equal(0, await week.CountAsync("authors WHERE remote_id IS NOT NULL AND handle <> 'ScotCoPro'"));
        Assert.Equal(0, await week.CountAsync("mention_links"));
        Assert.StartsWith("Big Questions Week: 3 posts of other people", await week.Database.TextAsync("SELECT detail FROM events WHERE what = 'names and words wiped'"), StringComparison.Ordinal);
        Assert.Empty(await week.Get<Forgetting>().SoonAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Who_takes_part_again_is_known_by_a_keyed_hash()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: WithKey());
        using var people = new People(week.Sandbox.Address);
        await SayAsync(people);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
        await week.StopWorkerAsync();
        var kelp = await week.Database.TextAsync("SELECT remote_id::text FROM authors WHERE handle = 'kelp_kitchen'");
        week.Clock.StepTo(TwoYearsLater);
        await week.Get<Forgetting>().ForgetDueAsync(CancellationToken.None);

        await using (var connection = await week.Database.DataSource.OpenConnectionAsync())
            await connection.ExecuteAsync("INSERT INTO authors (network, remote_id, handle, name, first_seen_at, last_seen_at) VALUES ('x', @kelp, 'kelp_kitchen', 'Kelp', @at, @at), ('x', 5, 'new_here', 'New', @at, @at)", new { kelp = long.Parse(kelp), at = TwoYearsLater });
        await week.Get<Forgetting>().ForgetDueAsync(CancellationToken.None);

        Assert.Equal("kelp_kitchen", await week.Database.TextAsync("SELECT string_agg(a.handle, ' ') FROM authors a JOIN authors known ON known.hash = a.hash AND known.remote_id IS NULL WHERE a.remote_id IS NOT NULL AND a.handle <> 'ScotCoPro'"));
    }

    [Fact]
    public async Task Found_again_it_stays_forgotten_and_is_told_a_month_before()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: WithKey());
        using var people = new People(week.Sandbox.Address);
        await SayAsync(people);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
        await week.StopWorkerAsync();
        var soon = week.Get<Forgetting>();
        Assert.Empty(await soon.SoonAsync(CancellationToken.None));
        var campaign = await week.Get<CampaignStore>().NamedOrOnlyAsync(null);
        week.Clock.StepTo(new DateTimeOffset(campaign.RunsTo.AddMonths(24).AddDays(-20), TimeOnly.MinValue, TimeSpan.Zero));

        var told = Assert.Single(await soon.SoonAsync(CancellationToken.None));
        await soon.ForgetDueAsync(CancellationToken.None);
        var kept = await week.CountAsync("mentions WHERE text <> ''");
        week.Clock.StepTo(TwoYearsLater);
        await soon.ForgetDueAsync(CancellationToken.None);
        await week.Get<Refresher>().RefreshAsync(week.Campaign, null, CancellationToken.None);

        Assert.Equal((campaign.RunsTo.AddMonths(24), 4), (told.OnDay, kept));
        Assert.Equal(1, await week.CountAsync("mentions WHERE text <> ''"));
    }

    /// <summary>What seals the key of the hashes has a place.</summary>
    private static Dictionary<string, string?> WithKey() => new() { ["DataDirectory"] = TemporaryFolder.Create() };

    [Fact]
    public async Task A_year_that_is_only_now_brought_in_is_kept_a_month_and_told_meanwhile()
    {
        await using var week = await LiveWeek.StartAsync(listens: true, settings: WithKey());
        using var people = new People(week.Sandbox.Address);
        await SayAsync(people);
        await week.StartWorkerAsync();
        await week.LiveAsync(Eight.AddMinutes(3));
        await week.StopWorkerAsync();
        await using (var connection = await week.Database.DataSource.OpenConnectionAsync())
            await connection.ExecuteAsync("UPDATE watches SET created_at = @at", new { at = TwoYearsLater.AddDays(-1) });
        week.Clock.StepTo(TwoYearsLater);

        await week.Get<Forgetting>().ForgetDueAsync(CancellationToken.None);

        Assert.Equal(4, await week.CountAsync("mentions WHERE text <> ''"));
        Assert.Equal(new DateOnly(2030, 1, 29), Assert.Single(await week.Get<Forgetting>().SoonAsync(CancellationToken.None)).OnDay);
    }

    private static async Task SayAsync(People people)
    {
        await people.JoinAsync("kelp_kitchen", followers: 341);
        await people.SayAsync("One https://example.org/1 #CoProWeekScot", "kelp_kitchen", at: Eight.AddMinutes(-50), numbers: new { likes = 3, bookmarks = 1, views = 58 });
        await people.SayAsync("Two #CoProWeekScot", "kelp_kitchen", at: Eight.AddMinutes(-40));
        await people.SayAsync("Three #CoProWeekScot", "tide_table", at: Eight.AddMinutes(-30));
        await people.SayAsync("Ours #CoProWeekScot", "ScotCoPro", at: Eight.AddMinutes(-20));
    }

    private static async Task<string> FiguresAsync(LiveWeek week)
    {
        var report = await week.Get<ReachReports>().MakeAsync(await week.Get<CampaignStore>().NamedOrOnlyAsync(null), null, null, CancellationToken.None);
        return string.Join('\n', report.Figures.All.Select(figure => $"{figure.Label}: {figure.All?.Value} {figure.Ours?.Value} {figure.Others?.Value}"));
    }
}
